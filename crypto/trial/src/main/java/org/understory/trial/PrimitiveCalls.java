package org.understory.trial;

import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.Kem;
import org.understory.signal.primitive.Primitives;

/** The far side of the primitives: {@code primitive/name} and arguments in, results out. */
final class PrimitiveCalls {
  private PrimitiveCalls() {}

  /**
   * @param mlKem1024 ML-KEM-1024 as published, for which there are vectors, unlike for Kyber1024
   */
  static @Nullable Packet run(Primitives primitives, Kem mlKem1024, String call, Packet in) {
    return switch (call) {
      case "kyber1024" -> kem(primitives.kyber1024(), in);
      case "mlKem768" -> kem(primitives.mlKem768(), in);
      case "mlKem1024" -> kem(mlKem1024, in);
      case "argon2id" ->
          new Packet()
              .add(
                  primitives
                      .passwordHash()
                      .argon2id(in.next(), in.next(), in.nextInt(), in.nextInt()));
      default -> {
        Packet digest = digest(primitives, call, in);
        yield digest != null ? digest : ciphersAndCurves(primitives, call, in);
      }
    };
  }

  private static @Nullable Packet digest(Primitives primitives, String call, Packet in) {
    return switch (call) {
      case "sha256" -> new Packet().add(primitives.digest().sha256(parts(in)));
      case "sha512" -> new Packet().add(primitives.digest().sha512(parts(in)));
      case "hmacSha256" -> new Packet().add(primitives.digest().hmacSha256(in.next(), parts(in)));
      case "hmacSha512" -> new Packet().add(primitives.digest().hmacSha512(in.next(), parts(in)));
      case "hkdfSha256" ->
          new Packet()
              .add(primitives.digest().hkdfSha256(in.next(), in.next(), in.next(), in.nextInt()));
      case "equal" -> of(primitives.digest().equal(in.next(), in.next()));
      default -> null;
    };
  }

  private static @Nullable Packet ciphersAndCurves(Primitives primitives, String call, Packet in) {
    return switch (call) {
      case "gcmSeal" ->
          new Packet().add(primitives.aead().seal(in.next(), in.next(), in.next(), in.next()));
      case "gcmOpen" ->
          new Packet().add(primitives.aead().open(in.next(), in.next(), in.next(), in.next()));
      case "cbcEncrypt" ->
          new Packet()
              .add(primitives.cbc().encryptUnauthenticated(in.next(), in.next(), in.next()));
      case "cbcDecrypt" ->
          new Packet()
              .add(primitives.cbc().decryptUnauthenticated(in.next(), in.next(), in.next()));
      case "x25519PublicKey" -> new Packet().add(primitives.x25519().publicKey(in.next()));
      case "x25519Agree" -> new Packet().add(primitives.x25519().agree(in.next(), in.next()));
      case "x25519IsCanonical" -> of(primitives.x25519().isCanonical(in.next()));
      case "ed25519PublicKey" -> new Packet().add(primitives.ed25519().publicKey(in.next()));
      case "ed25519Sign" -> new Packet().add(primitives.ed25519().sign(in.next(), in.next()));
      case "ed25519Verify" -> of(primitives.ed25519().verify(in.next(), in.next(), in.next()));
      case "xeddsaSign" ->
          new Packet().add(primitives.xeddsa().sign(in.next(), in.next(), in.next()));
      case "xeddsaVerify" -> of(primitives.xeddsa().verify(in.next(), in.next(), in.next()));
      default -> null;
    };
  }

  private static Packet kem(Kem kem, Packet in) {
    Packet out = new Packet();
    switch (in.nextText()) {
      case "generate" -> {
        Kem.KeyPair pair = kem.generate(in.next());
        out.add(pair.publicKey()).add(pair.privateKey());
      }
      case "encapsulate" -> {
        Kem.Encapsulation made = kem.encapsulate(in.next(), in.next());
        if (made != null) {
          out.add(made.ciphertext()).add(made.sharedSecret());
        }
      }
      default -> out.add(kem.decapsulate(in.next(), in.next()));
    }
    return out;
  }

  private static byte[][] parts(Packet in) {
    byte[][] parts = new byte[in.nextInt()][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = in.next();
    }
    return parts;
  }

  private static Packet of(boolean answer) {
    return new Packet().add(answer ? 1 : 0);
  }
}
