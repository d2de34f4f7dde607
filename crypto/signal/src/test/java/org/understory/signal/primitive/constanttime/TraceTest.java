package org.understory.signal.primitive.constanttime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.understory.signal.SeededRandomness;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.IncrementalKem;
import org.understory.signal.primitive.Kem;
import org.understory.signal.primitive.Primitives;

/**
 * With whatever secret, each operation takes the same way: the same branches, the same array
 * indices, the same divisions. Exact, and the same on a busy machine; blind to what a processor
 * makes of it.
 */
class TraceTest {
  private static final int SECRETS = 12;

  private final SeededRandomness randomness = new SeededRandomness(5);
  private static final TracedClasses CLASSES = new TracedClasses();
  private final Primitives traced = traced("CompiledPrimitives");
  private final WrongWork leaky = leaky();

  /** Where they differ does not show; that they do is the answer, which is the last branch. */
  @Test
  void comparing_macs_and_tags() {
    byte[] mac = randomness.bytes(32);
    List<byte[]> others = new ArrayList<>(List.of(randomness.bytes(32)));
    for (int i = 0; i < mac.length; i++) {
      byte[] other = mac.clone();
      other[i] ^= (byte) (1 << (i % 8));
      others.add(other);
    }
    sameWay(others, other -> traced.digest().equal(mac, other));
    byte[] equal = mac.clone();
    long whenEqual = Trace.of(() -> traced.digest().equal(mac, equal)).events();
    long otherwise = Trace.of(() -> traced.digest().equal(mac, others.get(0))).events();
    assertTrue(otherwise > 32, "every byte was looked at");
    assertTrue(Math.abs(whenEqual - otherwise) <= 1, whenEqual + " and " + otherwise);
  }

  @Test
  void agreeing_on_a_secret() {
    byte[] theirs = traced.x25519().publicKey(randomness.bytes(32));
    sameWay(secrets(32), secret -> traced.x25519().agree(secret, theirs));
  }

  @Test
  void making_a_public_key() {
    sameWay(secrets(32), secret -> traced.x25519().publicKey(secret));
  }

  @Test
  void signing() {
    byte[] message = randomness.bytes(100);
    byte[] random = randomness.bytes(64);
    byte[] another = randomness.bytes(32);
    sameWay(
        secrets(32),
        secret -> {
          // Who signed last is remembered, and shows: a key may not follow itself here.
          traced.xeddsa().sign(another, message, random);
          return traced.xeddsa().sign(secret, message, random);
        });
    byte[] key = randomness.bytes(32);
    sameWay(secrets(64), nonce -> traced.xeddsa().sign(key, message, nonce));
    sameWay(secrets(32), seed -> traced.ed25519().sign(seed, message));
  }

  @Test
  void deriving_keys() {
    byte[] salt = randomness.bytes(32);
    byte[] info = randomness.bytes(9);
    sameWay(secrets(32), secret -> traced.digest().hkdfSha256(salt, secret, info, 80));
    sameWay(secrets(32), secret -> traced.digest().hmacSha256(secret, info));
  }

  /** A ciphertext that was tampered with goes the way of a sound one. */
  @Test
  void opening_a_kem_ciphertext() {
    for (Kem kem : List.of(traced.kyber1024(), traced.mlKem768())) {
      Kem.KeyPair pair = kem.generate(randomness.bytes(64));
      List<byte[]> ciphertexts = new ArrayList<>();
      for (int i = 0; i < SECRETS; i++) {
        Kem.Encapsulation sealed = kem.encapsulate(pair.publicKey(), randomness.bytes(32));
        byte[] ciphertext = Objects.requireNonNull(sealed).ciphertext();
        ciphertext[i * 3] ^= (byte) (i % 2);
        ciphertexts.add(ciphertext);
      }
      sameWay(ciphertexts, ciphertext -> kem.decapsulate(pair.privateKey(), ciphertext));
      sameWay(secrets(32), secret -> kem.encapsulate(pair.publicKey(), secret));
    }
  }

  /** The half that Bouncy Castle does not offer, and its halves put together. */
  @Test
  void a_kem_in_pieces() {
    IncrementalKem kem = inPieces();
    byte[] seed = randomness.bytes(IncrementalKem.SEED);
    IncrementalKem.PublicKey key = kem.publicKey(seed);
    sameWay(secrets(IncrementalKem.RANDOM), m -> kem.encapsulateFirst(key.header(), m));
    List<byte[]> firsts = new ArrayList<>();
    byte[] random = randomness.bytes(IncrementalKem.RANDOM);
    byte[] first = kem.encapsulateFirst(key.header(), random).ciphertext();
    byte[] second =
        Objects.requireNonNull(kem.encapsulateSecond(key.header(), key.vector(), random, first));
    for (int i = 0; i < SECRETS; i++) {
      byte[] tampered = first.clone();
      tampered[i] ^= (byte) (i % 3);
      firsts.add(tampered);
    }
    sameWay(firsts, tampered -> kem.decapsulate(seed, tampered, second));
  }

  /** Padding and key do not show in AES-256-CBC but through its tables, which is known. */
  @Test
  void the_tables_of_aes_are_found_which_have_no_remedy_in_software_here() {
    byte[] plaintext = randomness.bytes(64);
    byte[] iv = randomness.bytes(16);
    Trace.Operation work = key -> traced.cbc().encryptUnauthenticated(key, iv, plaintext);
    List<byte[]> keys = secrets(32);
    assertNotNull(work.on(keys.get(0)));
    String where = Trace.parting(() -> work.on(keys.get(0)), () -> work.on(keys.get(1)));
    assertTrue(where.contains("AES"), where);
    assertTrue(where.startsWith("an index"), where);
  }

  @Test
  void what_is_done_wrong_is_found() {
    byte[] zero = new byte[8];
    parts("a branch", secret -> leaky.equalUpToTheFirstDifference(zero, secret));
    parts("an index", leaky::lookUp);
    parts("a dividend", leaky::divide);
    parts("an index", leaky::store);
    parts("a switch", leaky::choose);
    sameWay(secrets(8), leaky::sound);
  }

  private void parts(String what, Trace.Operation work) {
    byte[] one = {1, 2, 3, 4, 5, 6, 7, 8};
    Trace.Work first = () -> work.on(new byte[8]);
    Trace.Work second = () -> work.on(one);
    assertNotEquals(Trace.of(first), Trace.of(second));
    String where = Trace.parting(first, second);
    assertTrue(where.startsWith(what + " in " + Leaky.class.getName()), where);
  }

  private static void sameWay(List<byte[]> secrets, Trace.Operation work) {
    assertNotNull(work.on(secrets.get(0)));
    Trace.Way way = Trace.of(() -> work.on(secrets.get(0)));
    assertTrue(way.events() > 0, "nothing was traced");
    for (byte[] secret : secrets) {
      Trace.Way other = Trace.of(() -> work.on(secret));
      if (!other.equals(way)) {
        Trace.Work first = () -> work.on(secrets.get(0));
        assertEquals("nowhere", Trace.parting(first, () -> work.on(secret)));
      }
    }
  }

  /** Random ones, and those at the edges. */
  private List<byte[]> secrets(int length) {
    List<byte[]> secrets = new ArrayList<>();
    for (int i = 0; i < SECRETS; i++) {
      secrets.add(randomness.bytes(length));
    }
    for (int fill : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
      byte[] secret = new byte[length];
      Arrays.fill(secret, (byte) fill);
      secrets.add(secret);
    }
    return secrets;
  }

  private Primitives traced(String name) {
    try {
      return (Primitives)
          CLASSES
              .loadClass("org.understory.signal.primitive." + name)
              .getMethod("create")
              .invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private IncrementalKem inPieces() {
    try {
      return (IncrementalKem)
          CLASSES
              .loadClass("org.understory.signal.primitive.internal.IncrementalMlKem768")
              .getConstructor(Kem.class, Digest.class)
              .newInstance(traced.mlKem768(), traced.digest());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private WrongWork leaky() {
    try {
      return (WrongWork)
          CLASSES.loadClass(Leaky.class.getName()).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
