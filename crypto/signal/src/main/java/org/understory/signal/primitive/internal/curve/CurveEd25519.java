package org.understory.signal.primitive.internal.curve;

import java.util.Arrays;
import org.understory.signal.primitive.Ed25519;

/**
 * RFC 8032 Ed25519. A signature is good when encodings are canonical, the key is not of small
 * order, and eight times the equation holds: so a key with a part of small order gives one answer,
 * however it is computed.
 */
public final class CurveEd25519 implements Ed25519 {
  private static final int SIZE = Scalars.SIZE;

  @Override
  public byte[] publicKey(byte[] seed) {
    return BaseMultiples.times(scalarOf(Scalars.sha512(requireSeed(seed)))).encode();
  }

  @Override
  public byte[] sign(byte[] seed, byte[] message) {
    byte[] expanded = Scalars.sha512(requireSeed(seed));
    byte[] a = scalarOf(expanded);
    byte[] prefix = Arrays.copyOfRange(expanded, SIZE, 2 * SIZE);
    byte[] key = BaseMultiples.times(a).encode();
    byte[] r = Scalars.hash(prefix, message);
    byte[] commitment = BaseMultiples.times(r).encode();
    byte[] s = ScalarModL.multiplyAdd(Scalars.hash(commitment, key, message), a, r);
    byte[] signature = Arrays.copyOf(commitment, 2 * SIZE);
    System.arraycopy(s, 0, signature, SIZE, SIZE);
    Arrays.fill(expanded, (byte) 0);
    Arrays.fill(prefix, (byte) 0);
    Arrays.fill(a, (byte) 0);
    Arrays.fill(r, (byte) 0);
    return signature;
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != SIZE || signature.length != 2 * SIZE) {
      return false;
    }
    byte[] r = Arrays.copyOf(signature, SIZE);
    byte[] s = Arrays.copyOfRange(signature, SIZE, 2 * SIZE);
    EdwardsPoint key = EdwardsPoint.decodePublic(publicKey);
    EdwardsPoint commitment = EdwardsPoint.decodePublic(r);
    if (!Scalars.isReduced(s) || key == null || commitment == null) {
      return false;
    }
    Addend keyItself = key.toAddend();
    byte[] h = Scalars.hash(r, publicKey, message);
    EdwardsPoint difference = new PublicSum(key).of(s, h);
    difference.subtract(commitment.toAddend());
    EdwardsPoint copy = new EdwardsPoint();
    copy.add(keyItself);
    return timesEight(difference).isNeutralPublic() && !timesEight(copy).isNeutralPublic();
  }

  private static EdwardsPoint timesEight(EdwardsPoint point) {
    point.doubleIt();
    point.doubleIt();
    point.doubleIt();
    return point;
  }

  private static byte[] scalarOf(byte[] expanded) {
    return Scalars.clamped(Arrays.copyOf(expanded, SIZE));
  }

  private static byte[] requireSeed(byte[] seed) {
    if (seed.length != SIZE) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
    }
    return seed;
  }
}
