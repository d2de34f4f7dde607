package org.understory.signal.pq;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

/**
 * Collects the chunks of one message, in any order, until there are enough. Keeps never more than
 * those. Moves in place.
 */
final class ChunkDecoder {
  private static final int RECEIVED = 7;
  private static final int INDEX = 2;
  private static final int ENTRY = INDEX + Chunk.SIZE;

  private final ChunkedPart part;

  /** Index (2 bytes, big-endian) and bytes of each chunk, as they came. */
  private byte[] received;

  ChunkDecoder(ChunkedPart part) {
    this(part, new byte[0]);
  }

  private ChunkDecoder(ChunkedPart part, byte[] received) {
    this.part = part;
    this.received = received;
  }

  /** The message, once this chunk completes it. A chunk that is there already changes nothing. */
  byte @Nullable [] add(Chunk chunk) {
    int count = received.length / ENTRY;
    if (count == part.chunks() || has(chunk.index())) {
      return null;
    }
    int at = received.length;
    received = Arrays.copyOf(received, at + ENTRY);
    received[at] = (byte) (chunk.index() >>> 8);
    received[at + 1] = (byte) chunk.index();
    System.arraycopy(chunk.bytes(), 0, received, at + INDEX, Chunk.SIZE);
    return count + 1 < part.chunks() ? null : decode();
  }

  private boolean has(int index) {
    for (int at = 0; at < received.length; at += ENTRY) {
      if (index(at) == index) {
        return true;
      }
    }
    return false;
  }

  private int index(int at) {
    return (received[at] & 0xFF) << 8 | received[at + 1] & 0xFF;
  }

  private byte[] decode() {
    byte[] message = new byte[part.length()];
    boolean[] plain = new boolean[part.chunks()];
    int[] places = new int[part.chunks()];
    int missing = part.chunks();
    for (int i = 0; i < places.length; i++) {
      int at = i * ENTRY;
      places[i] = index(at);
      if (places[i] < plain.length) {
        System.arraycopy(received, at + INDEX, message, places[i] * Chunk.SIZE, Chunk.SIZE);
        plain[places[i]] = true;
        missing--;
      }
    }
    if (missing > 0) {
      Interpolation interpolation = new Interpolation(places);
      for (int i = 0; i < plain.length; i++) {
        if (!plain[i]) {
          interpolation.evaluate(i, received, INDEX, ENTRY, message, i * Chunk.SIZE);
        }
      }
    }
    return message;
  }

  void write(ProtoWriter writer) {
    writer.bytes(RECEIVED, received);
  }

  static ChunkDecoder parse(ChunkedPart part, ProtoMessage stored) throws ProtocolException {
    byte[] received = stored.bytes(RECEIVED);
    if (received.length % ENTRY != 0 || received.length / ENTRY >= part.chunks()) {
      throw new ProtocolException(Reason.INVALID, "stored chunks");
    }
    return new ChunkDecoder(part, received);
  }

  @Override
  public String toString() {
    return "ChunkDecoder[" + part + ", " + received.length / ENTRY + "]";
  }
}
