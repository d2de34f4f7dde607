package org.understory.signal.pq;

import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

/**
 * Gives the chunks of one message, for as long as they are asked for: first the message itself,
 * then other places of the polynomials through it. Moves in place.
 */
final class ChunkEncoder {
  private static final int MESSAGE = 5;
  private static final int NEXT = 6;

  private final ChunkedPart part;
  private final byte[] message;
  private int next;

  /**
   * @param message not changed while this lives
   */
  ChunkEncoder(ChunkedPart part, byte[] message) {
    this(part, message, 0);
    if (message.length != part.length()) {
      throw new IllegalArgumentException("a message of another length");
    }
  }

  private ChunkEncoder(ChunkedPart part, byte[] message, int next) {
    this.part = part;
    this.message = message;
    this.next = next;
  }

  byte[] message() {
    return message;
  }

  Chunk next() {
    int index = next;
    next = (next + 1) % Chunk.COUNT;
    int from = index * Chunk.SIZE;
    if (index < part.chunks()) {
      return new Chunk(index, Bytes.slice(message, from, from + Chunk.SIZE));
    }
    byte[] bytes = new byte[Chunk.SIZE];
    part.fromPlain().evaluate(index, message, 0, Chunk.SIZE, bytes, 0);
    return new Chunk(index, bytes);
  }

  void write(ProtoWriter writer) {
    writer.bytes(MESSAGE, message).uint32(NEXT, next);
  }

  static ChunkEncoder parse(ChunkedPart part, ProtoMessage stored) throws ProtocolException {
    int next = stored.uint32(NEXT);
    if (next < 0 || next >= Chunk.COUNT) {
      throw new ProtocolException(Reason.INVALID, "a stored index of a chunk");
    }
    return new ChunkEncoder(part, stored.bytes(MESSAGE, part.length()), next);
  }

  @Override
  public String toString() {
    return "ChunkEncoder[" + part + ", " + next + "]";
  }
}
