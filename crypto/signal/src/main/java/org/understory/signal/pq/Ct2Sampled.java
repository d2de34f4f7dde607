package org.understory.signal.pq;

import org.understory.signal.ProtocolException;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

/**
 * Sends the ciphertext's second part, until a message of the next epoch shows that it is there;
 * then it is this side's turn to give a key.
 *
 * @param second with the MAC
 */
record Ct2Sampled(ChunkEncoder second) implements BraidState {
  static final int NUMBER = 11;

  static Ct2Sampled of(byte[] secondAndMac) {
    return new Ct2Sampled(new ChunkEncoder(ChunkedPart.SECOND, secondAndMac));
  }

  @Override
  public Sent send(BraidContext context) {
    return Sent.chunk(this, PqMessage.Type.SECOND, second);
  }

  @Override
  public Received receive(BraidContext context, PqMessage message) {
    return message.epoch() == context.epoch() + 1
        ? new Received(new KeysUnsampled(), null, true)
        : Received.still(this);
  }

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public void write(ProtoWriter writer) {
    second.write(writer);
  }

  static Ct2Sampled parse(ProtoMessage stored) throws ProtocolException {
    return new Ct2Sampled(ChunkEncoder.parse(ChunkedPart.SECOND, stored));
  }
}
