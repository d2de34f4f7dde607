package org.understory.signal.pq;

import org.understory.signal.ProtocolException;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.IncrementalKem;

/**
 * About to encapsulate, with the next message. Nothing of the vector can come before that.
 *
 * @param header 64 bytes, authentic
 */
record HeaderReceived(byte[] header) implements BraidState {
  static final int NUMBER = 7;
  static final int HEADER = 8;

  @Override
  public Sent send(BraidContext context) {
    byte[] random = context.randomness().bytes(IncrementalKem.RANDOM);
    IncrementalKem.First first = context.kem().encapsulateFirst(header, random);
    EpochSecret secret = context.agree(first.sharedSecret());
    ChunkEncoder encoder = new ChunkEncoder(ChunkedPart.FIRST, first.ciphertext());
    Encapsulation encapsulation = new Encapsulation(header, random);
    Ct1Sampled next = new Ct1Sampled(encapsulation, encoder, new ChunkDecoder(ChunkedPart.KEY));
    return new Sent(next, PqMessage.Type.FIRST, encoder.next(), secret);
  }

  @Override
  public Received receive(BraidContext context, PqMessage message) {
    return Received.still(this);
  }

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public void write(ProtoWriter writer) {
    writer.bytes(HEADER, header);
  }

  static HeaderReceived parse(ProtoMessage stored) throws ProtocolException {
    return new HeaderReceived(stored.bytes(HEADER, IncrementalKem.HEADER));
  }

  @Override
  public String toString() {
    return "HeaderReceived";
  }
}
