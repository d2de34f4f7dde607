package org.understory.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;

/**
 * Decisions that wait a moment before they leave this device, so that their person can take them
 * back. What has left can't be: an approval that somebody has may be used. A part holds a decision
 * under an id of its own and lets it go once {@link #holds} says no more.
 */
final class Undo {
  /** How long a decision waits. */
  static final long WAIT_MILLIS = 10_000;

  private static final String PREFIX = "u/";

  private final Device device;
  private final Map<String, Consumer<String>> owners = new HashMap<>();

  /**
   * Something that has not left yet.
   *
   * @param kind as the view names it
   * @param until milliseconds
   */
  record Held(String id, String kind, long until) {}

  Undo(Device device) {
    this.device = device;
  }

  /** Says who takes back what is held under ids that begin so; it is given the whole id. */
  void owner(String prefix, Consumer<String> takeBack) {
    owners.put(prefix, takeBack);
  }

  /**
   * Holds a decision back from now on.
   *
   * @param id of a registered owner's prefix
   */
  void hold(String id, String kind) {
    byte[] word = kind.getBytes(StandardCharsets.UTF_8);
    byte[] row = Arrays.copyOf(Sealer.u64(device.now() + WAIT_MILLIS), 8 + word.length);
    System.arraycopy(word, 0, row, 8, word.length);
    device.rows.put(PREFIX + id, row);
    device.changed();
  }

  /** Whether a decision still waits. */
  boolean holds(String id) {
    byte[] row = device.rows.get(PREFIX + id);
    return row != null && until(row) > device.now();
  }

  /** Everything that still waits. */
  List<Held> held() {
    List<Held> held = new ArrayList<>();
    for (Map.Entry<String, byte[]> row : device.rows.scan(PREFIX).entrySet()) {
      byte[] value = row.getValue();
      if (until(value) > device.now()) {
        String kind = new String(value, 8, value.length - 8, StandardCharsets.UTF_8);
        held.add(new Held(row.getKey().substring(PREFIX.length()), kind, until(value)));
      }
    }
    return held;
  }

  /** Takes a decision back; a code when it has left. */
  String undo(String id) {
    Consumer<String> owner = ownerOf(id);
    if (owner == null || !holds(id)) {
      return Codes.NO_SUCH;
    }
    device.rows.delete(PREFIX + id);
    owner.accept(id);
    device.changed();
    return "";
  }

  /** Forgets what has left. */
  void tick() {
    for (String key : List.copyOf(device.rows.scan(PREFIX).keySet())) {
      if (!holds(key.substring(PREFIX.length()))) {
        device.rows.delete(key);
        device.changed();
      }
    }
  }

  private @Nullable Consumer<String> ownerOf(String id) {
    for (Map.Entry<String, Consumer<String>> owner : owners.entrySet()) {
      if (id.startsWith(owner.getKey())) {
        return owner.getValue();
      }
    }
    return null;
  }

  private static long until(byte[] row) {
    return Sealer.u64(row, 0);
  }
}
