package org.understory.signal.pq;

import org.understory.signal.ProtocolException;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

/**
 * Sends the ciphertext's first part and collects the key's vector: the two strands of the braid.
 */
record Ct1Sampled(Encapsulation encapsulation, ChunkEncoder first, ChunkDecoder vector)
    implements BraidState {
  static final int NUMBER = 8;

  @Override
  public Sent send(BraidContext context) {
    return Sent.chunk(this, PqMessage.Type.FIRST, first);
  }

  @Override
  public Received receive(BraidContext context, PqMessage message) throws ProtocolException {
    byte[] whole = Ct1Acknowledged.add(vector, message);
    boolean acknowledged = message.type().saysFirstReceived();
    if (whole == null) {
      return Received.still(
          acknowledged ? new Ct1Acknowledged(encapsulation, first.message(), vector) : this);
    }
    byte[] second = encapsulation.second(context, first.message(), whole);
    return Received.still(
        acknowledged ? Ct2Sampled.of(second) : new EkReceivedCt1Sampled(first, second));
  }

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public void write(ProtoWriter writer) {
    first.write(writer);
    vector.write(writer);
    encapsulation.write(writer);
  }

  static Ct1Sampled parse(ProtoMessage stored) throws ProtocolException {
    return new Ct1Sampled(
        Encapsulation.parse(stored),
        ChunkEncoder.parse(ChunkedPart.FIRST, stored),
        ChunkDecoder.parse(ChunkedPart.KEY, stored));
  }
}
