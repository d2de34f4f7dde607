package org.understory.signal.pq;

import org.understory.signal.ProtocolException;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.IncrementalKem;

/**
 * Has the ciphertext's first part, says so, and sends the key's vector, until the first chunk of
 * the second part shows that it is there.
 *
 * @param seed of the key pair, 64 bytes, secret
 * @param first 960 bytes
 */
record Ct1Received(byte[] seed, ChunkEncoder vector, byte[] first) implements BraidState {
  static final int NUMBER = 4;
  static final int FIRST = 10;

  @Override
  public Sent send(BraidContext context) {
    return Sent.chunk(this, PqMessage.Type.KEY_FIRST_RECEIVED, vector);
  }

  @Override
  public Received receive(BraidContext context, PqMessage message) {
    Chunk chunk = message.chunk();
    if (message.type() != PqMessage.Type.SECOND || chunk == null) {
      return Received.still(this);
    }
    ChunkDecoder second = new ChunkDecoder(ChunkedPart.SECOND);
    second.add(chunk);
    return Received.still(new EkSentCt1Received(seed, first, second));
  }

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public void write(ProtoWriter writer) {
    writer.bytes(KeysSampled.SEED, seed);
    vector.write(writer);
    writer.bytes(FIRST, first);
  }

  static Ct1Received parse(ProtoMessage stored) throws ProtocolException {
    return new Ct1Received(
        stored.bytes(KeysSampled.SEED, IncrementalKem.SEED),
        ChunkEncoder.parse(ChunkedPart.KEY, stored),
        stored.bytes(FIRST, IncrementalKem.FIRST));
  }

  @Override
  public String toString() {
    return "Ct1Received[" + vector + "]";
  }
}
