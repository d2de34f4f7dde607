package org.understory.cli.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.understory.core.vault.Vault;

/**
 * A batch of sealed rows as the core hands it out ({@link org.understory.core.Effect.Persist}):
 * repeated put (1, key length, key, value length as 4 bytes big-endian, value) and delete (2, key
 * length, key).
 */
final class RowBatch {
  private static final byte PUT = 1;
  private static final byte DELETE = 2;

  private RowBatch() {}

  /**
   * Carries a batch out on rows; keys are read-only buffers.
   *
   * @return how many bytes of rows were replaced or deleted
   * @throws IllegalArgumentException when this is no batch
   */
  static long apply(byte[] batch, Map<ByteBuffer, byte[]> rows) {
    ByteBuffer in = ByteBuffer.wrap(batch);
    long gone = 0;
    while (in.hasRemaining()) {
      byte operation = in.get();
      ByteBuffer key = ByteBuffer.wrap(take(in, in.hasRemaining() ? in.get() & 0xFF : -1));
      byte[] before =
          switch (operation) {
            case PUT -> rows.put(key, take(in, in.remaining() < 4 ? -1 : in.getInt()));
            case DELETE -> rows.remove(key);
            default -> throw new IllegalArgumentException("no batch of rows");
          };
      gone += before == null ? 0 : sizeOf(key, before);
    }
    return gone;
  }

  /** Changes of keys, which are stored apart, and the batch without them. */
  record Parts(Map<ByteBuffer, byte[]> kept, Set<ByteBuffer> destroyed, byte[] rest) {
    @Override
    public String toString() {
      return "Parts[" + kept.size() + "]";
    }
  }

  /**
   * @throws IllegalArgumentException when this is no batch
   */
  static Parts parts(byte[] batch) {
    ByteBuffer in = ByteBuffer.wrap(batch);
    Map<ByteBuffer, byte[]> kept = new LinkedHashMap<>();
    Set<ByteBuffer> destroyed = new LinkedHashSet<>();
    ByteBuffer rest = ByteBuffer.allocate(batch.length);
    while (in.hasRemaining()) {
      int start = in.position();
      byte operation = in.get();
      ByteBuffer place = ByteBuffer.wrap(take(in, in.hasRemaining() ? in.get() & 0xFF : -1));
      byte[] value = operation == PUT ? take(in, in.remaining() < 4 ? -1 : in.getInt()) : null;
      if (place.remaining() != Vault.KEY_PLACE) {
        rest.put(batch, start, in.position() - start);
      } else if (value != null) {
        kept.put(place, value);
      } else {
        destroyed.add(place);
      }
    }
    return new Parts(kept, destroyed, Arrays.copyOf(rest.array(), rest.position()));
  }

  /** What a row takes in a batch. */
  static long sizeOf(ByteBuffer key, byte[] value) {
    return 2L + key.remaining() + 4 + value.length;
  }

  /** A batch that puts all rows. */
  static byte[] of(Map<ByteBuffer, byte[]> rows) {
    long size = 0;
    for (Map.Entry<ByteBuffer, byte[]> row : rows.entrySet()) {
      size += sizeOf(row.getKey(), row.getValue());
    }
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size));
    rows.forEach((key, value) ->
        out.put(PUT)
            .put((byte) key.remaining())
            .put(key.duplicate())
            .putInt(value.length)
            .put(value));
    return out.array();
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("no batch of rows");
    }
    byte[] taken = new byte[length];
    in.get(taken);
    return taken;
  }
}
