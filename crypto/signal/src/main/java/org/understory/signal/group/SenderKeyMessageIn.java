package org.understory.signal.group;

import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.Randomness;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKey;
import org.understory.signal.key.CurveKeyPair;
import org.understory.signal.primitive.Primitives;

/**
 * A group message as received: decoded, its signature not checked yet. On the wire {@code 0x33 ||}
 * protobuf {@code ||} XEdDSA signature (64) over all before.
 */
public record SenderKeyMessageIn(
    byte[] distributionId, int chainId, int iteration, byte[] ciphertext, byte[] serialized) {
  private static final int SIGNATURE = 64;

  private static final int DISTRIBUTION_ID = 1;
  private static final int CHAIN_ID = 2;
  private static final int ITERATION = 3;
  private static final int CIPHERTEXT = 4;

  public static SenderKeyMessageIn parse(byte[] serialized) throws ProtocolException {
    if (serialized.length < 1 + SIGNATURE
        || (serialized[0] & 0xFF) >> 4 != SenderKeyDistributionIn.VERSION) {
      throw new ProtocolException(Reason.INVALID, "the version or length of a group message");
    }
    ProtoMessage fields = ProtoMessage.parse(serialized, 1, serialized.length - SIGNATURE);
    return new SenderKeyMessageIn(
        fields.bytes(DISTRIBUTION_ID, SenderKeyDistributionIn.DISTRIBUTION_ID_SIZE),
        fields.uint32(CHAIN_ID),
        fields.uint32(ITERATION),
        fields.bytes(CIPHERTEXT),
        serialized);
  }

  static byte[] write(
      Primitives primitives,
      Randomness randomness,
      byte[] distributionId,
      SenderKey key,
      CurveKeyPair signing,
      byte[] ciphertext) {
    byte[] body =
        new ProtoWriter()
            .bytes(DISTRIBUTION_ID, distributionId)
            .uint32(CHAIN_ID, key.chainId())
            .uint32(ITERATION, key.chain().key().index())
            .bytes(CIPHERTEXT, ciphertext)
            .toByteArray();
    byte[] signed = Bytes.concat(new byte[] {SenderKeyDistributionIn.VERSION_BYTE}, body);
    return Bytes.concat(signed, signing.sign(primitives, randomness, signed));
  }

  /** Whether the holder of the chain's signing key wrote it. */
  boolean isSignedBy(Primitives primitives, CurveKey signingKey) {
    int end = serialized.length - SIGNATURE;
    return signingKey.verifies(
        primitives,
        Bytes.slice(serialized, 0, end),
        Bytes.slice(serialized, end, serialized.length));
  }

  @Override
  public String toString() {
    return "SenderKeyMessageIn[" + iteration + "]";
  }
}
