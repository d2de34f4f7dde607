package org.understory.signal.pq;

import org.understory.signal.ProtocolException;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.IncrementalKem;

/**
 * Sends the key's vector and collects the ciphertext's first part.
 *
 * @param seed of the key pair, 64 bytes, secret
 */
record HeaderSent(byte[] seed, ChunkEncoder vector, ChunkDecoder first) implements BraidState {
  static final int NUMBER = 3;

  @Override
  public Sent send(BraidContext context) {
    return Sent.chunk(this, PqMessage.Type.KEY, vector);
  }

  @Override
  public Received receive(BraidContext context, PqMessage message) {
    Chunk chunk = message.chunk();
    if (message.type() != PqMessage.Type.FIRST || chunk == null) {
      return Received.still(this);
    }
    byte[] whole = first.add(chunk);
    return Received.still(whole == null ? this : new Ct1Received(seed, vector, whole));
  }

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public void write(ProtoWriter writer) {
    writer.bytes(KeysSampled.SEED, seed);
    vector.write(writer);
    first.write(writer);
  }

  static HeaderSent parse(ProtoMessage stored) throws ProtocolException {
    return new HeaderSent(
        stored.bytes(KeysSampled.SEED, IncrementalKem.SEED),
        ChunkEncoder.parse(ChunkedPart.KEY, stored),
        ChunkDecoder.parse(ChunkedPart.FIRST, stored));
  }

  @Override
  public String toString() {
    return "HeaderSent[" + vector + ", " + first + "]";
  }
}
