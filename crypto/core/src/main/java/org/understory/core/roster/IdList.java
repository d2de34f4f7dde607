package org.understory.core.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.OpaqueId;

/** Lists of 16-byte ids that rise and hold nothing twice: one set, one encoding. */
public final class IdList {
  private static final Bounds ID = Bounds.exactly(16);

  private IdList() {}

  static void write(ProtoWriter w, int field, List<? extends OpaqueId> ids, Bounds count) {
    List<byte[]> values = new ArrayList<>();
    for (OpaqueId id : ids) {
      values.add(id.bytes());
    }
    w.agree(areRising(values));
    w.repeatedBytes(field, values, count, ID);
  }

  static <T> List<T> read(ProtoReader r, int field, Bounds count, Function<byte[], T> of)
      throws InvalidWireException {
    List<byte[]> values = r.repeatedBytes(field, count, ID);
    r.agree(areRising(values));
    List<T> ids = new ArrayList<>();
    for (byte[] value : values) {
      ids.add(of.apply(value));
    }
    return List.copyOf(ids);
  }

  /** The same ids in their one order. */
  public static <T extends OpaqueId> List<T> sorted(List<T> ids) {
    List<T> sorted = new ArrayList<>(ids);
    sorted.sort((a, b) -> compare(a.bytes(), b.bytes()));
    return sorted;
  }

  static boolean areRising(List<byte[]> values) {
    for (int i = 1; i < values.size(); i++) {
      if (compare(values.get(i - 1), values.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** As unsigned bytes, both of the same length. */
  public static int compare(byte[] a, byte[] b) {
    for (int i = 0; i < a.length; i++) {
      int difference = (a[i] & 0xff) - (b[i] & 0xff);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }
}
