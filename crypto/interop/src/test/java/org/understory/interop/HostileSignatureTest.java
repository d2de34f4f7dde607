package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.signal.libsignal.protocol.ecc.ECPublicKey;
import org.understory.interop.SlowCurve.Point;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.XEdDsa;

/**
 * XEdDSA signatures made by somebody who knows the curve and not the rules: keys and commitments
 * with a part of small order, other encodings, scalars beyond the order. Where one engine takes
 * what the other refuses, a group falls apart.
 */
class HostileSignatureTest {
  private static final byte[] MESSAGE = {'a', 'b', 'c'};

  private static final Point ORDER_EIGHT = SlowCurve.orderEight();

  private final Random random = new Random(20260522);
  private final XEdDsa ours = BouncyCastlePrimitives.create().xeddsa();
  private int accepted;

  private record Case(byte[] key, byte[] signature) {}

  @Test
  void both_engines_take_and_refuse_the_same_signatures() throws Exception {
    int cases = 0;
    for (Case each : made()) {
      compare(each);
      cases++;
    }
    for (byte[] u : strangeKeys()) {
      for (int i = 0; i < 32; i++) {
        byte[] signature = new byte[64];
        random.nextBytes(signature);
        signature[63] &= (byte) 0x9F;
        System.arraycopy(torsion(i % 8).encode(), 0, signature, 0, i % 3 == 0 ? 32 : 0);
        Arrays.fill(signature, 32, i % 2 == 0 ? 63 : 32, (byte) 0);
        compare(new Case(u, signature));
        cases++;
      }
    }
    assertTrue(accepted >= 16 && accepted < cases, accepted + " of " + cases);
  }

  private void compare(Case each) throws Exception {
    byte[] serialized = new byte[33];
    serialized[0] = 5;
    System.arraycopy(each.key(), 0, serialized, 1, 32);
    boolean theirs = new ECPublicKey(serialized).verifySignature(MESSAGE, each.signature());
    assertEquals(
        theirs,
        ours.verify(each.key(), MESSAGE, each.signature()),
        () -> Arrays.toString(each.key()) + Arrays.toString(each.signature()));
    accepted += theirs ? 1 : 0;
  }

  /** For each part of small order in A and in R, and in several encodings. */
  private List<Case> made() throws Exception {
    List<Case> result = new ArrayList<>();
    for (int ofKey = 0; ofKey < 8; ofKey++) {
      for (int ofCommitment = 0; ofCommitment < 8; ofCommitment++) {
        BigInteger a = new BigInteger(252, random);
        BigInteger r = new BigInteger(252, random);
        Point key = SlowCurve.BASE.times(a).plus(torsion(ofKey));
        Point commitment = SlowCurve.BASE.times(r).plus(torsion(ofCommitment));
        byte[] u = SlowCurve.littleEndian(key.montgomeryU());
        byte[] signature = signature(key, commitment.encode(), a, r);
        result.add(new Case(u, signature));
        byte[] highBit = u.clone();
        highBit[31] |= (byte) 0x80;
        result.add(new Case(highBit, signature));
        result.add(new Case(u, beyondOrder(signature)));
        byte[] otherSign = signature.clone();
        otherSign[63] ^= (byte) 0x80;
        result.add(new Case(u, otherSign));
      }
    }
    return result;
  }

  /** r + h a mod L, with the sign of A on top. */
  private static byte[] signature(Point key, byte[] commitment, BigInteger a, BigInteger r)
      throws Exception {
    MessageDigest hash = MessageDigest.getInstance("SHA-512");
    hash.update(commitment);
    hash.update(key.encode());
    BigInteger h = SlowCurve.number(hash.digest(MESSAGE)).mod(SlowCurve.L);
    byte[] s = SlowCurve.littleEndian(h.multiply(a).add(r).mod(SlowCurve.L));
    byte[] signature = Arrays.copyOf(commitment, 64);
    System.arraycopy(s, 0, signature, 32, 32);
    signature[63] |= (byte) (key.x().testBit(0) ? 0x80 : 0);
    return signature;
  }

  private static byte[] beyondOrder(byte[] signature) {
    byte[] s = Arrays.copyOfRange(signature, 32, 64);
    int sign = s[31] & 0x80;
    s[31] &= 0x7F;
    byte[] more = SlowCurve.littleEndian(SlowCurve.number(s).add(SlowCurve.L));
    byte[] result = signature.clone();
    System.arraycopy(more, 0, result, 32, 32);
    result[63] |= (byte) sign;
    return result;
  }

  private static Point torsion(int multiple) {
    return ORDER_EIGHT.times(BigInteger.valueOf(multiple));
  }

  /** Small order, no point at all, on the twist, not below p. */
  private List<byte[]> strangeKeys() {
    List<byte[]> result = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      result.add(SlowCurve.littleEndian(torsion(i).montgomeryU()));
    }
    for (int i = -1; i <= 20; i++) {
      result.add(
          SlowCurve.littleEndian(
              SlowCurve.P.add(BigInteger.valueOf(i)).mod(BigInteger.TWO.pow(256))));
      result.add(SlowCurve.littleEndian(BigInteger.valueOf(i + 1)));
    }
    for (int i = 0; i < 16; i++) {
      byte[] any = new byte[32];
      random.nextBytes(any);
      result.add(any);
    }
    return result;
  }
}
