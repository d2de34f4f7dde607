package org.understory.bench;

import java.util.HashMap;
import java.util.Map;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.Ed25519;
import org.understory.signal.primitive.Primitives;

/**
 * Ed25519 that verifies each signature once for all simulated members of one process. Each of them
 * would have a processor of its own; here they share two. Whoever is measured has primitives of its
 * own.
 */
final class RememberedSignatures implements Ed25519 {
  private final Ed25519 real;
  private final Digest digest;
  private final Map<Key, Boolean> known = new HashMap<>();

  private record Key(long high, long low) {}

  private RememberedSignatures(Ed25519 real, Digest digest) {
    this.real = real;
    this.digest = digest;
  }

  static Primitives in(Primitives all) {
    return new Primitives(
        all.digest(),
        all.aead(),
        all.cbc(),
        all.x25519(),
        new RememberedSignatures(all.ed25519(), all.digest()),
        all.xeddsa(),
        all.kyber1024(),
        all.mlKem768(),
        all.passwordHash());
  }

  @Override
  public byte[] publicKey(byte[] seed) {
    return real.publicKey(seed);
  }

  @Override
  public byte[] sign(byte[] seed, byte[] message) {
    return real.sign(seed, message);
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    byte[] hash = digest.sha256(publicKey, message, signature);
    return known.computeIfAbsent(
        new Key(number(hash, 0), number(hash, 8)),
        key -> real.verify(publicKey, message, signature));
  }

  private static long number(byte[] bytes, int at) {
    long value = 0;
    for (int i = at; i < at + 8; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }
}
