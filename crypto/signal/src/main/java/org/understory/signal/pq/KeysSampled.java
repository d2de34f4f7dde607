package org.understory.signal.pq;

import org.understory.signal.ProtocolException;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.IncrementalKem;

/**
 * Sends the key's header, until the first chunk of a ciphertext shows that it is there. Of the key
 * pair only the seed is kept: the vector is made again when it is needed.
 *
 * @param seed 64 bytes, secret
 */
record KeysSampled(byte[] seed, ChunkEncoder header) implements BraidState {
  static final int NUMBER = 2;
  static final int SEED = 4;

  @Override
  public Sent send(BraidContext context) {
    return Sent.chunk(this, PqMessage.Type.HEADER, header);
  }

  @Override
  public Received receive(BraidContext context, PqMessage message) {
    Chunk chunk = message.chunk();
    if (message.type() != PqMessage.Type.FIRST || chunk == null) {
      return Received.still(this);
    }
    ChunkDecoder first = new ChunkDecoder(ChunkedPart.FIRST);
    first.add(chunk);
    byte[] vector = context.kem().publicKey(seed).vector();
    return Received.still(new HeaderSent(seed, new ChunkEncoder(ChunkedPart.KEY, vector), first));
  }

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public void write(ProtoWriter writer) {
    writer.bytes(SEED, seed);
    header.write(writer);
  }

  static KeysSampled parse(ProtoMessage stored) throws ProtocolException {
    return new KeysSampled(
        stored.bytes(SEED, IncrementalKem.SEED), ChunkEncoder.parse(ChunkedPart.HEADER, stored));
  }

  @Override
  public String toString() {
    return "KeysSampled[" + header + "]";
  }
}
