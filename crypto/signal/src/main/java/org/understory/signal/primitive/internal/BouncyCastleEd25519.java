package org.understory.signal.primitive.internal;

import org.understory.signal.primitive.Ed25519;

/** RFC 8032 Ed25519 through the static class, which every runtime compiles. */
public final class BouncyCastleEd25519 implements Ed25519 {
  private static final int KEY = org.bouncycastle.math.ec.rfc8032.Ed25519.PUBLIC_KEY_SIZE;
  private static final int SIGNATURE = org.bouncycastle.math.ec.rfc8032.Ed25519.SIGNATURE_SIZE;

  @Override
  public byte[] publicKey(byte[] seed) {
    requireSeed(seed);
    byte[] result = new byte[KEY];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, result, 0);
    return result;
  }

  @Override
  public byte[] sign(byte[] seed, byte[] message) {
    requireSeed(seed);
    byte[] signature = new byte[SIGNATURE];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        seed, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return publicKey.length == KEY
        && signature.length == SIGNATURE
        && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
            signature, 0, publicKey, 0, message, 0, message.length);
  }

  private static void requireSeed(byte[] seed) {
    if (seed.length != org.bouncycastle.math.ec.rfc8032.Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
    }
  }
}
