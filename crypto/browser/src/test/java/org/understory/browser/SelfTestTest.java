package org.understory.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.understory.signal.primitive.Aead;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.CompiledPrimitives;
import org.understory.signal.primitive.Primitives;

class SelfTestTest {
  private static final Primitives PRIMITIVES = BouncyCastlePrimitives.create();

  /** The browsers' test compares their lines with the same file. */
  @Test
  @Tag("vectors")
  void the_jvm_prints_the_lines_that_every_runtime_must_print() throws IOException {
    assertEquals(expectedLines(), SelfTest.lines(PRIMITIVES));
    assertEquals(expectedLines(), SelfTest.lines(CompiledPrimitives.create()));
  }

  @Test
  void no_primitive_of_the_jvm_fails_its_known_answer() {
    assertEquals("", KnownAnswers.wrong(PRIMITIVES, new BrowserRandomness()));
  }

  @Test
  void a_cipher_that_does_not_authenticate_fails_the_start_up_check() {
    assertTrue(
        KnownAnswers.wrong(with(new Unauthenticated()), new BrowserRandomness())
            .contains("gcm.forged"));
  }

  @Test
  void randomness_that_repeats_fails_the_start_up_check() {
    assertEquals(
        "randomness", KnownAnswers.wrong(PRIMITIVES, target -> Arrays.fill(target, (byte) 7)));
  }

  @Test
  void randomness_fills_arrays_beyond_what_a_browser_gives_at_once() {
    byte[] large = new BrowserRandomness().bytes(200_000);
    byte[] tail = Arrays.copyOfRange(large, 199_968, 200_000);
    assertFalse(Arrays.equals(new byte[32], tail));
  }

  private static String expectedLines() throws IOException {
    try (InputStream file = SelfTestTest.class.getResourceAsStream("/self-test.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Primitives with(Aead aead) {
    return new Primitives(
        PRIMITIVES.digest(),
        aead,
        PRIMITIVES.cbc(),
        PRIMITIVES.x25519(),
        PRIMITIVES.ed25519(),
        PRIMITIVES.xeddsa(),
        PRIMITIVES.kyber1024(),
        PRIMITIVES.mlKem768(),
        PRIMITIVES.passwordHash());
  }

  private static final class Unauthenticated implements Aead {
    @Override
    public byte[] seal(byte[] key32, byte[] nonce12, byte[] associatedData, byte[] plaintext) {
      return PRIMITIVES.aead().seal(key32, nonce12, associatedData, plaintext);
    }

    @Override
    public byte @Nullable [] open(
        byte[] key32, byte[] nonce12, byte[] associatedData, byte[] sealed) {
      return new byte[sealed.length];
    }
  }
}
