package org.understory.signal.pq;

import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.IncrementalKem;

/**
 * The ciphertext's first part is there, the key's vector is still to come.
 *
 * @param first 960 bytes
 */
record Ct1Acknowledged(Encapsulation encapsulation, byte[] first, ChunkDecoder vector)
    implements BraidState {
  static final int NUMBER = 10;

  @Override
  public Sent send(BraidContext context) {
    return Sent.noChunk(this, PqMessage.Type.NONE);
  }

  @Override
  public Received receive(BraidContext context, PqMessage message) throws ProtocolException {
    byte[] whole = add(vector, message);
    return Received.still(
        whole == null ? this : Ct2Sampled.of(encapsulation.second(context, first, whole)));
  }

  /** The vector, when the message's chunk completes it. */
  static byte @Nullable [] add(ChunkDecoder vector, PqMessage message) {
    Chunk chunk = message.chunk();
    return switch (message.type()) {
      case KEY, KEY_FIRST_RECEIVED -> chunk == null ? null : vector.add(chunk);
      default -> null;
    };
  }

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public void write(ProtoWriter writer) {
    vector.write(writer);
    encapsulation.write(writer);
    writer.bytes(Ct1Received.FIRST, first);
  }

  static Ct1Acknowledged parse(ProtoMessage stored) throws ProtocolException {
    return new Ct1Acknowledged(
        Encapsulation.parse(stored),
        stored.bytes(Ct1Received.FIRST, IncrementalKem.FIRST),
        ChunkDecoder.parse(ChunkedPart.KEY, stored));
  }

  @Override
  public String toString() {
    return "Ct1Acknowledged[" + vector + "]";
  }
}
