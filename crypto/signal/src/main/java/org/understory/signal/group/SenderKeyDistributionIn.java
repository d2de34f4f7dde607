package org.understory.signal.group;

import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKey;

/**
 * A distribution message as received: someone's sender key at its current position. Whoever holds
 * the bytes reads the chain from there on: they go through a session, never in clear.
 */
public record SenderKeyDistributionIn(
    byte[] distributionId, int chainId, int iteration, byte[] chainKey, CurveKey signingKey) {
  /** Message version 3 of sender keys, twice: this, and the newest we know. */
  static final byte VERSION_BYTE = 0x33;

  static final int VERSION = 3;
  static final int DISTRIBUTION_ID_SIZE = 16;

  private static final int DISTRIBUTION_ID = 1;
  private static final int CHAIN_ID = 2;
  private static final int ITERATION = 3;
  private static final int CHAIN_KEY = 4;
  private static final int SIGNING_KEY = 5;

  public static SenderKeyDistributionIn parse(byte[] serialized) throws ProtocolException {
    if (serialized.length == 0 || (serialized[0] & 0xFF) >> 4 != VERSION) {
      throw new ProtocolException(Reason.INVALID, "the version of a distribution message");
    }
    ProtoMessage fields = ProtoMessage.parse(serialized, 1, serialized.length);
    int iteration = fields.uint32(ITERATION);
    if (iteration < 0) {
      throw new ProtocolException(Reason.INVALID, "the iteration of a distribution message");
    }
    return new SenderKeyDistributionIn(
        fields.bytes(DISTRIBUTION_ID, DISTRIBUTION_ID_SIZE),
        fields.uint32(CHAIN_ID),
        iteration,
        fields.bytes(CHAIN_KEY, 32),
        CurveKey.parse(fields.bytes(SIGNING_KEY)));
  }

  static byte[] write(byte[] distributionId, SenderKey key) {
    byte[] body =
        new ProtoWriter()
            .bytes(DISTRIBUTION_ID, distributionId)
            .uint32(CHAIN_ID, key.chainId())
            .uint32(ITERATION, key.chain().key().index())
            .bytes(CHAIN_KEY, key.chain().key().bytes())
            .bytes(SIGNING_KEY, key.signingKey().serialized())
            .toByteArray();
    return Bytes.concat(new byte[] {VERSION_BYTE}, body);
  }

  @Override
  public String toString() {
    return "SenderKeyDistributionIn[" + iteration + "]";
  }
}
