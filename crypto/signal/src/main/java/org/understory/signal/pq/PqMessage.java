package org.understory.signal.pq;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;

/**
 * What the post-quantum ratchet adds to a message, in field 5 ({@code
 * docs/protocol.md#spqr-message}): {@code 0x01 || varint epoch || varint index || type || [varint
 * chunk index || 32 bytes]}.
 *
 * <p>Epochs and indices of 2^31 and above are refused: no session gets there.
 *
 * @param epoch that the sender's braid is in, from 1
 * @param index of the message's key in its chain, from 1; 0 when it has none
 * @param chunk there exactly when the type has one
 */
record PqMessage(int epoch, int index, Type type, @Nullable Chunk chunk) {
  private static final byte VERSION = 1;

  /**
   * Version, two numbers of at most five bytes, the type, three bytes of chunk index, the chunk.
   */
  private static final int MAX_LENGTH = 1 + 5 + 5 + 1 + 3 + Chunk.SIZE;

  /** What a message says to the other braid. The order is the number on the wire. */
  enum Type {
    NONE(false),
    HEADER(true),
    KEY(true),
    /** A chunk of the key, and the ciphertext's first part is here. */
    KEY_FIRST_RECEIVED(true),
    /** The ciphertext's first part is here. */
    FIRST_RECEIVED(false),
    FIRST(true),
    SECOND(true);

    private static final Type[] BY_NUMBER = values();
    private final boolean hasChunk;

    Type(boolean hasChunk) {
      this.hasChunk = hasChunk;
    }

    /** Whether the sender has the whole first part of the ciphertext. */
    boolean saysFirstReceived() {
      return this == KEY_FIRST_RECEIVED || this == FIRST_RECEIVED;
    }
  }

  byte[] serialize() {
    byte[] target = new byte[MAX_LENGTH];
    target[0] = VERSION;
    int at = putNumber(target, 1, epoch);
    at = putNumber(target, at, index);
    target[at++] = (byte) type.ordinal();
    if (chunk != null) {
      at = putNumber(target, at, chunk.index());
      System.arraycopy(chunk.bytes(), 0, target, at, Chunk.SIZE);
      at += Chunk.SIZE;
    }
    return Arrays.copyOf(target, at);
  }

  private static int putNumber(byte[] target, int from, int number) {
    int at = from;
    int rest = number;
    while (rest > 0x7F) {
      target[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[at++] = (byte) rest;
    return at;
  }

  /** What may follow behind it is ignored, as libsignal does. */
  static PqMessage parse(byte[] serialized) throws ProtocolException {
    Reader reader = new Reader(serialized);
    if (reader.octet() != VERSION) {
      throw invalid("version");
    }
    int epoch = reader.number(Integer.MAX_VALUE);
    int index = reader.number(Integer.MAX_VALUE);
    int number = reader.octet();
    if (epoch < Braid.FIRST_EPOCH || number >= Type.BY_NUMBER.length) {
      throw invalid("epoch or type");
    }
    Type type = Type.BY_NUMBER[number];
    return new PqMessage(epoch, index, type, type.hasChunk ? reader.chunk() : null);
  }

  /** Reads from the front; refuses what goes beyond the end. */
  private static final class Reader {
    private final byte[] source;
    private int position;

    Reader(byte[] source) {
      this.source = source;
    }

    int octet() throws ProtocolException {
      if (position == source.length) {
        throw invalid("length");
      }
      return source[position++] & 0xFF;
    }

    /** At most five bytes, and the fifth gives the three bits that an int has left. */
    int number(int largest) throws ProtocolException {
      int result = 0;
      for (int shift = 0; shift < 35; shift += 7) {
        int next = octet();
        if (shift == 28 && next > 0x07) {
          break;
        }
        result |= (next & 0x7F) << shift;
        if (next < 0x80) {
          if (result > largest) {
            break;
          }
          return result;
        }
      }
      throw invalid("number");
    }

    Chunk chunk() throws ProtocolException {
      int index = number(Chunk.COUNT - 1);
      if (source.length - position < Chunk.SIZE) {
        throw invalid("length");
      }
      return new Chunk(index, Arrays.copyOfRange(source, position, position + Chunk.SIZE));
    }
  }

  private static ProtocolException invalid(String part) {
    return new ProtocolException(Reason.INVALID, "the post-quantum ratchet's " + part);
  }

  @Override
  public String toString() {
    return "PqMessage[" + epoch + ", " + index + ", " + type + "]";
  }
}
