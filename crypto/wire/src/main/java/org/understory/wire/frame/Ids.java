package org.understory.wire.frame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.OpaqueId;

/** Reads and writes ids that may be absent, and lists of ids. */
final class Ids {
  private static final byte[] NONE = new byte[0];

  private Ids() {}

  static void write(ProtoWriter w, int field, @Nullable OpaqueId id) {
    w.bytes(field, id == null ? NONE : id.bytes(), Limits.ID_OR_NONE);
  }

  static <T> @Nullable T read(ProtoReader r, int field, Function<byte[], T> type)
      throws InvalidWireException {
    byte[] id = r.bytes(field, Limits.ID_OR_NONE);
    return id.length == 0 ? null : type.apply(id);
  }

  static <T> void writeAll(
      ProtoWriter w, int field, List<T> ids, Bounds count, Function<T, byte[]> bytes) {
    List<byte[]> all = new ArrayList<>(ids.size());
    for (T id : ids) {
      all.add(bytes.apply(id));
    }
    w.repeatedBytes(field, all, count, Limits.ID);
  }

  static <T> List<T> readAll(ProtoReader r, int field, Bounds count, Function<byte[], T> type)
      throws InvalidWireException {
    List<T> ids = new ArrayList<>();
    for (byte[] id : r.repeatedBytes(field, count, Limits.ID)) {
      ids.add(type.apply(id));
    }
    return Collections.unmodifiableList(ids);
  }
}
