package org.understory.signal.primitive.internal;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.understory.signal.primitive.XEdDsa;

/**
 * XEdDSA as libsignal has it: where the paper forces the sign of A to be positive, libsignal keeps
 * it and carries it in bit 511 of the signature.
 */
public final class BouncyCastleXEdDsa implements XEdDsa {
  private static final int KEY = 32;
  private static final int SIGNATURE = 64;
  private static final int SIGN_BIT = 0x80;

  /** hash_1 of the paper: no hash of (R, A, M) can begin like this. */
  private static final byte[] NONCE_PREFIX = noncePrefix();

  @Override
  public byte[] sign(byte[] privateKey, byte[] message, byte[] random64) {
    if (privateKey.length != KEY || random64.length != SIGNATURE) {
      throw new IllegalArgumentException("XEdDSA takes a key of 32 and 64 random bytes");
    }
    byte[] a = privateKey.clone();
    X25519.clampPrivateKey(a);
    byte[] publicPoint = EdwardsPoint.baseTimes(a);
    byte[] r = ScalarModL.reduce(sha512(NONCE_PREFIX, a, message, random64));
    byte[] commitment = EdwardsPoint.baseTimes(r);
    byte[] h = ScalarModL.reduce(sha512(commitment, publicPoint, message));
    byte[] s = ScalarModL.multiplyAdd(h, a, r);
    byte[] signature = Arrays.copyOf(commitment, SIGNATURE);
    System.arraycopy(s, 0, signature, KEY, KEY);
    signature[SIGNATURE - 1] |= (byte) (publicPoint[KEY - 1] & SIGN_BIT);
    Arrays.fill(a, (byte) 0);
    Arrays.fill(r, (byte) 0);
    return signature;
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != KEY || signature.length != SIGNATURE) {
      return false;
    }
    byte[] point = EdwardsPoint.encodingOf(publicKey, signature[SIGNATURE - 1] & SIGN_BIT);
    if (point == null) {
      return false;
    }
    byte[] plain = signature.clone();
    plain[SIGNATURE - 1] &= (byte) ~SIGN_BIT;
    return Ed25519.verify(plain, 0, point, 0, message, 0, message.length);
  }

  private static byte[] sha512(byte[]... parts) {
    SHA512Digest digest = new SHA512Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] result = new byte[SIGNATURE];
    digest.doFinal(result, 0);
    return result;
  }

  private static byte[] noncePrefix() {
    byte[] prefix = new byte[KEY];
    Arrays.fill(prefix, (byte) 0xFF);
    prefix[0] = (byte) 0xFE;
    return prefix;
  }
}
