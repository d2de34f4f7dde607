package org.understory.signal.pq;

import org.understory.signal.ProtocolException;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

/**
 * Has the key's vector, and sends the ciphertext's first part until it is acknowledged. The second
 * part is ready, so the randomness that made both is gone.
 *
 * @param second the second part and the MAC, 160 bytes
 */
record EkReceivedCt1Sampled(ChunkEncoder first, byte[] second) implements BraidState {
  static final int NUMBER = 9;
  private static final int SECOND = 11;

  @Override
  public Sent send(BraidContext context) {
    return Sent.chunk(this, PqMessage.Type.FIRST, first);
  }

  @Override
  public Received receive(BraidContext context, PqMessage message) {
    return Received.still(message.type().saysFirstReceived() ? Ct2Sampled.of(second) : this);
  }

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public void write(ProtoWriter writer) {
    first.write(writer);
    writer.bytes(SECOND, second);
  }

  static EkReceivedCt1Sampled parse(ProtoMessage stored) throws ProtocolException {
    return new EkReceivedCt1Sampled(
        ChunkEncoder.parse(ChunkedPart.FIRST, stored),
        stored.bytes(SECOND, ChunkedPart.SECOND.length()));
  }

  @Override
  public String toString() {
    return "EkReceivedCt1Sampled[" + first + "]";
  }
}
