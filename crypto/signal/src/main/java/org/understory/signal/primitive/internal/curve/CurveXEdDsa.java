package org.understory.signal.primitive.internal.curve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.XEdDsa;

/**
 * XEdDSA as libsignal has it: where the paper forces the sign of A to be positive, libsignal keeps
 * it and carries it in bit 511 of the signature. Verification computes R again and compares its
 * bytes; there is no cofactor in it.
 *
 * <p>The public point of the key that signed last, and the multiples of the one that verified last,
 * are kept: a sender signs all its messages with one key, which costs half as much then. So that
 * private key stays in memory until another one signs.
 */
public final class CurveXEdDsa implements XEdDsa {
  private static final int KEY = Scalars.SIZE;
  private static final int SIGNATURE = 64;
  private static final int SIGN_BIT = 0x80;

  /** hash_1 of the paper: no hash of (R, A, M) can begin like this. */
  private static final byte[] NONCE_PREFIX = noncePrefix();

  private volatile @Nullable Signer lastSigner;
  private volatile @Nullable Verifier lastVerifier;

  /** A clamped private key, secret, and the encoding of its point. */
  private record Signer(byte[] a, byte[] point) {
    static Signer of(byte[] a) {
      return new Signer(a, BaseMultiples.times(a).encode());
    }

    /** Constant time. */
    boolean has(byte[] other) {
      int difference = 0;
      for (int i = 0; i < KEY; i++) {
        difference |= a[i] ^ other[i];
      }
      return difference == 0;
    }

    @Override
    public String toString() {
      return "Signer[secret]";
    }
  }

  /** A key with its sign bit as given, the encoding of its point, and the point's multiples. */
  private record Verifier(byte[] key, int signBit, byte[] point, PublicSum sum) {
    static @Nullable Verifier of(byte[] key, int signBit) {
      EdwardsPoint point = EdwardsPoint.ofMontgomeryPublic(key, signBit >>> 7);
      if (point == null) {
        return null;
      }
      byte[] encoding = point.encode();
      return new Verifier(key.clone(), signBit, encoding, new PublicSum(point));
    }

    boolean has(byte[] otherKey, int otherSignBit) {
      return signBit == otherSignBit && Arrays.equals(key, otherKey);
    }

    @Override
    public String toString() {
      return "Verifier";
    }
  }

  @Override
  public byte[] sign(byte[] privateKey, byte[] message, byte[] random64) {
    if (privateKey.length != KEY || random64.length != SIGNATURE) {
      throw new IllegalArgumentException("XEdDSA takes a key of 32 and 64 random bytes");
    }
    Signer signer = signer(Scalars.clamped(privateKey));
    byte[] r = Scalars.hash(NONCE_PREFIX, signer.a(), message, random64);
    byte[] commitment = BaseMultiples.times(r).encode();
    byte[] h = Scalars.hash(commitment, signer.point(), message);
    byte[] s = ScalarModL.multiplyAdd(h, signer.a(), r);
    byte[] signature = Arrays.copyOf(commitment, SIGNATURE);
    System.arraycopy(s, 0, signature, KEY, KEY);
    signature[SIGNATURE - 1] |= (byte) (signer.point()[KEY - 1] & SIGN_BIT);
    Arrays.fill(r, (byte) 0);
    return signature;
  }

  private Signer signer(byte[] a) {
    Signer last = lastSigner;
    if (last != null && last.has(a)) {
      return last;
    }
    Signer signer = Signer.of(a);
    lastSigner = signer;
    return signer;
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != KEY || signature.length != SIGNATURE) {
      return false;
    }
    byte[] commitment = Arrays.copyOf(signature, KEY);
    byte[] s = Arrays.copyOfRange(signature, KEY, SIGNATURE);
    s[KEY - 1] &= (byte) ~SIGN_BIT;
    if ((s[KEY - 1] & 0xE0) != 0) {
      return false;
    }
    Verifier verifier = verifier(publicKey, signature[SIGNATURE - 1] & SIGN_BIT);
    if (verifier == null) {
      return false;
    }
    byte[] h = Scalars.hash(commitment, verifier.point(), message);
    return Arrays.equals(verifier.sum().of(s, h).encode(), commitment);
  }

  private @Nullable Verifier verifier(byte[] publicKey, int signBit) {
    Verifier last = lastVerifier;
    if (last != null && last.has(publicKey, signBit)) {
      return last;
    }
    Verifier verifier = Verifier.of(publicKey, signBit);
    if (verifier != null) {
      lastVerifier = verifier;
    }
    return verifier;
  }

  private static byte[] noncePrefix() {
    byte[] prefix = new byte[KEY];
    Arrays.fill(prefix, (byte) 0xFF);
    prefix[0] = (byte) 0xFE;
    return prefix;
  }
}
