package org.understory.signal.primitive;

import static org.understory.signal.primitive.VectorChecks.Outcome.AGREES;
import static org.understory.signal.primitive.VectorChecks.Outcome.DIFFERS;
import static org.understory.signal.primitive.VectorChecks.Outcome.NOT_OFFERED;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a Wycheproof case means for our ports: pure functions of the primitives under test and the
 * case, so that every runtime can be put through the same ones.
 */
final class VectorChecks {
  private VectorChecks() {}

  enum Outcome {
    AGREES,
    DIFFERS,
    /** The port has no such parameters (another key, nonce or tag size). */
    NOT_OFFERED
  }

  /** Decides one case. */
  interface Check {
    Outcome decide(Primitives primitives, VectorCase vector);
  }

  /** For what "acceptable" comes to see {@code acceptable-vectors.txt}. */
  static Outcome x25519(Primitives primitives, VectorCase vector) {
    byte[] shared = primitives.x25519().agree(vector.hex("private"), vector.hex("public"));
    boolean refused =
        vector.expected() == VectorCase.Expected.ACCEPTABLE
            && AcceptableVectors.refused(vector.flags());
    return refused ? of(shared == null) : of(Arrays.equals(shared, vector.hex("shared")));
  }

  static Outcome ed25519(Primitives primitives, VectorCase vector) {
    boolean verifies =
        primitives.ed25519().verify(vector.hex("pk"), vector.hex("msg"), vector.hex("sig"));
    return of(verifies == isValid(vector));
  }

  static Outcome hkdfSha256(Primitives primitives, VectorCase vector) {
    byte[] okm =
        orRefused(() ->
            primitives
                .digest()
                .hkdfSha256(
                    vector.hex("salt"),
                    vector.hex("ikm"),
                    vector.hex("info"),
                    vector.number("size")));
    return given(okm, vector, "okm");
  }

  static Outcome hmacSha256(Primitives primitives, VectorCase vector) {
    return mac(
        primitives, vector, primitives.digest().hmacSha256(vector.hex("key"), vector.hex("msg")));
  }

  static Outcome hmacSha512(Primitives primitives, VectorCase vector) {
    return mac(
        primitives, vector, primitives.digest().hmacSha512(vector.hex("key"), vector.hex("msg")));
  }

  static Outcome aesGcm(Primitives primitives, VectorCase vector) {
    if (vector.number("keySize") != 256 || vector.number("ivSize") != 96) {
      return NOT_OFFERED;
    }
    byte[] key = vector.hex("key");
    byte[] nonce = vector.hex("iv");
    byte[] aad = vector.hex("aad");
    byte[] sealed = concat(vector.hex("ct"), vector.hex("tag"));
    byte[] opened = primitives.aead().open(key, nonce, aad, sealed);
    if (!isValid(vector)) {
      return of(opened == null);
    }
    byte[] resealed = primitives.aead().seal(key, nonce, aad, vector.hex("msg"));
    return of(Arrays.equals(opened, vector.hex("msg")) && Arrays.equals(resealed, sealed));
  }

  static Outcome aesCbc(Primitives primitives, VectorCase vector) {
    if (vector.number("keySize") != 256) {
      return NOT_OFFERED;
    }
    byte[] key = vector.hex("key");
    byte[] iv = vector.hex("iv");
    byte[] ciphertext = vector.hex("ct");
    byte[] opened = primitives.cbc().decryptUnauthenticated(key, iv, ciphertext);
    if (!isValid(vector)) {
      return of(opened == null);
    }
    byte[] again = primitives.cbc().encryptUnauthenticated(key, iv, vector.hex("msg"));
    return of(Arrays.equals(opened, vector.hex("msg")) && Arrays.equals(again, ciphertext));
  }

  static Outcome kemKeys(Kem kem, VectorCase vector) {
    Kem.KeyPair keys = kem.generate(vector.hex("seed"));
    return of(
        Arrays.equals(keys.publicKey(), vector.hex("ek"))
            && Arrays.equals(keys.privateKey(), vector.hex("dk")));
  }

  static Outcome kemEncapsulation(Kem kem, VectorCase vector) {
    Kem.Encapsulation made = kem.encapsulate(vector.hex("ek"), vector.hex("m"));
    if (!isValid(vector)) {
      return of(made == null);
    }
    return of(
        made != null
            && Arrays.equals(made.ciphertext(), vector.hex("c"))
            && Arrays.equals(made.sharedSecret(), vector.hex("K")));
  }

  static Outcome kemDecapsulation(Kem kem, VectorCase vector) {
    byte[] secret =
        orRefused(
            () -> kem.decapsulate(kem.generate(vector.hex("seed")).privateKey(), vector.hex("c")));
    return given(secret, vector, "K");
  }

  private static Outcome mac(Primitives primitives, VectorCase vector, byte[] tag) {
    if (vector.number("tagSize") % 8 != 0) {
      return NOT_OFFERED;
    }
    byte[] cut = Arrays.copyOf(tag, vector.number("tagSize") / 8);
    return of(primitives.digest().equal(cut, vector.hex("tag")) == isValid(vector));
  }

  private static Outcome given(byte @Nullable [] value, VectorCase vector, String field) {
    return isValid(vector) ? of(Arrays.equals(value, vector.hex(field))) : of(value == null);
  }

  private static boolean isValid(VectorCase vector) {
    return vector.expected() == VectorCase.Expected.VALID;
  }

  private static Outcome of(boolean agrees) {
    return agrees ? AGREES : DIFFERS;
  }

  private static byte @Nullable [] orRefused(Supplier<byte @Nullable []> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException refused) {
      return null;
    }
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] result = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, result, a.length, b.length);
    return result;
  }
}
