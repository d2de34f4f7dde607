package org.understory.signal.primitive.internal.curve;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA512Digest;

/** What the curve's three users do with their scalars, 32 bytes, little-endian. */
final class Scalars {
  static final int SIZE = 32;

  /** L, the order of the base point: 2^252 + 27742317777372353535851937790883648493. */
  private static final byte[] ORDER = {
    -19, -45, -11, 92, 26, 99, 18, 88, -42, -100, -9, -94, -34, -7, -34, 20, //
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16
  };

  private Scalars() {}

  static byte[] order() {
    return ORDER.clone();
  }

  /** A copy of a private key as RFC 7748 and RFC 8032 use it. */
  static byte[] clamped(byte[] privateKey) {
    if (privateKey.length != SIZE) {
      throw new IllegalArgumentException("an X25519 private key has 32 bytes");
    }
    byte[] scalar = privateKey.clone();
    scalar[0] &= (byte) 0xF8;
    scalar[SIZE - 1] &= 0x7F;
    scalar[SIZE - 1] |= 0x40;
    return scalar;
  }

  /** Whether a public number is below L. */
  static boolean isReduced(byte[] scalar) {
    for (int i = SIZE - 1; i >= 0; i--) {
      int difference = (scalar[i] & 0xFF) - (ORDER[i] & 0xFF);
      if (difference != 0) {
        return difference < 0;
      }
    }
    return false;
  }

  /** Whether a public number is below p, and so its own encoding. */
  static boolean isEncoded(byte[] number) {
    return Arrays.equals(FieldElement.decode(number).encode(), number);
  }

  static byte[] sha512(byte[]... parts) {
    SHA512Digest digest = new SHA512Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] result = new byte[2 * SIZE];
    digest.doFinal(result, 0);
    return result;
  }

  /** The hash of the parts, as a scalar. */
  static byte[] hash(byte[]... parts) {
    return ScalarModL.reduce(sha512(parts));
  }
}
