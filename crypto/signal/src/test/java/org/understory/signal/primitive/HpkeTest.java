package org.understory.signal.primitive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.understory.signal.Randomness;

@Tag("vectors")
class HpkeTest {
  /** RFC 9180, A.1.1: the key pairs, info, aad and plaintext; the AEAD there is AES-128-GCM. */
  private static final byte[] INFO = hex("4f6465206f6e2061204772656369616e2055726e");

  private static final byte[] EPHEMERAL =
      hex("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736");
  private static final byte[] RECIPIENT =
      hex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8");
  private static final byte[] RECIPIENT_PUBLIC =
      hex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
  private static final byte[] PLAINTEXT =
      hex("4265617574792069732074727574682c20747275746820626561757479");
  private static final byte[] AAD = hex("436f756e742d30");
  private static final String RFC_SEALED =
      "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
          + "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
          + "6d8770ac83d07bea87e13c512a";

  private final Primitives primitives = BouncyCastlePrimitives.create();
  private final Hpke hpke = new Hpke(primitives);
  private final Randomness ephemeral = target -> System.arraycopy(EPHEMERAL, 0, target, 0, 32);

  @Test
  void the_rfcs_vector_for_aes_128_comes_out_of_the_same_code() {
    Hpke aes128 = new Hpke(primitives, 1, 16);
    byte[] sealed = aes128.seal(RECIPIENT_PUBLIC, INFO, AAD, PLAINTEXT, ephemeral);
    assertEquals(RFC_SEALED, HexFormat.of().formatHex(sealed));
    assertArrayEquals(PLAINTEXT, aes128.open(RECIPIENT, INFO, AAD, sealed));
  }

  @Test
  void what_is_sealed_opens() {
    byte[] sealed = hpke.seal(RECIPIENT_PUBLIC, INFO, AAD, PLAINTEXT, ephemeral);
    assertEquals(PLAINTEXT.length + 48, sealed.length);
    assertArrayEquals(PLAINTEXT, hpke.open(RECIPIENT, INFO, AAD, sealed));
  }

  @Test
  void any_flipped_byte_makes_it_unreadable() {
    byte[] sealed = hpke.seal(RECIPIENT_PUBLIC, INFO, AAD, PLAINTEXT, ephemeral);
    for (int i = 0; i < sealed.length; i++) {
      byte[] forged = sealed.clone();
      forged[i] ^= 1;
      assertNull(hpke.open(RECIPIENT, INFO, AAD, forged), "byte " + i);
    }
    for (int length = 0; length < sealed.length; length++) {
      assertNull(hpke.open(RECIPIENT, INFO, AAD, Arrays.copyOf(sealed, length)));
    }
  }

  @Test
  void another_info_aad_or_key_makes_it_unreadable() {
    byte[] sealed = hpke.seal(RECIPIENT_PUBLIC, INFO, AAD, PLAINTEXT, ephemeral);
    assertNull(hpke.open(RECIPIENT, "other".getBytes(UTF_8), AAD, sealed));
    assertNull(hpke.open(RECIPIENT, INFO, new byte[0], sealed));
    assertNull(hpke.open(EPHEMERAL, INFO, AAD, sealed));
    assertNull(new Hpke(primitives, 1, 16).open(RECIPIENT, INFO, AAD, sealed));
  }

  @Test
  void keys_of_small_order_are_refused_on_both_sides() {
    assertFalse(hpke.isUsable(new byte[32]));
    assertTrue(hpke.isUsable(RECIPIENT_PUBLIC));
    assertThrows(
        IllegalArgumentException.class,
        () -> hpke.seal(new byte[32], INFO, AAD, PLAINTEXT, ephemeral));
    assertNull(hpke.open(RECIPIENT, INFO, AAD, new byte[64]));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
