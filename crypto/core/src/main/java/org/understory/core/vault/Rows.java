package org.understory.core.vault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The client's state as rows from key to value, all in memory, with a journal of what the store
 * does not have yet.
 *
 * <p>Keys are ASCII words joined by slashes; {@link #scan} walks one prefix in order and costs only
 * what it finds. Values are shared, not copied: nobody changes an array that went in or came out.
 * Not thread-safe.
 */
public final class Rows {
  private final Vault vault;
  private final TreeMap<String, byte[]> rows = new TreeMap<>();
  private final TreeSet<String> changed = new TreeSet<>();

  public Rows(Vault vault) {
    this.vault = vault;
  }

  /** Takes in a stored row without journalling it. False when it does not open: it is left out. */
  public boolean load(byte[] storedKey, byte[] storedValue) {
    Vault.Row row = vault.openRow(storedKey, storedValue);
    if (row == null) {
      return false;
    }
    rows.put(row.key(), row.value());
    return true;
  }

  /** Sets a row; the same value as before changes nothing. */
  public void put(String key, byte[] value) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a row has a key");
    }
    byte[] before = rows.put(key, value);
    if (before == null || !Arrays.equals(before, value)) {
      changed.add(key);
    }
  }

  /** Deletes a row, if it is there. */
  public void delete(String key) {
    if (rows.remove(key) != null) {
      changed.add(key);
    }
  }

  /** Deletes every row whose key starts with {@code prefix}. */
  public void deleteAll(String prefix) {
    // One by one: where the core is compiled for browsers, clearing a range empties the whole map.
    for (String key : new ArrayList<>(range(prefix).keySet())) {
      delete(key);
    }
  }

  public byte @Nullable [] get(String key) {
    return rows.get(key);
  }

  public boolean has(String key) {
    return rows.containsKey(key);
  }

  /**
   * The rows whose key starts with {@code prefix}, in rising order of keys: a view without a copy,
   * not to be used any more after the next change.
   */
  public Map<String, byte[]> scan(String prefix) {
    return Collections.unmodifiableMap(range(prefix));
  }

  /** At most {@code limit} rows with the highest keys that start with {@code prefix}, rising. */
  public List<Map.Entry<String, byte[]>> scanLast(String prefix, int limit) {
    return scanLast(prefix, "", limit);
  }

  /**
   * The same of keys lower than {@code before}.
   *
   * @param before a key with the prefix; empty: of all
   */
  public List<Map.Entry<String, byte[]>> scanLast(String prefix, String before, int limit) {
    List<Map.Entry<String, byte[]>> last = new ArrayList<>();
    NavigableMap<String, byte[]> below =
        before.isEmpty() ? range(prefix) : rows.subMap(prefix, true, before, false);
    for (Map.Entry<String, byte[]> row : below.descendingMap().entrySet()) {
      if (last.size() >= limit) {
        break;
      }
      last.add(row);
    }
    Collections.reverse(last);
    return last;
  }

  /** At most {@code limit} values of the rows with a prefix, from a key on, by rising keys. */
  public List<byte[]> scanFrom(String prefix, String key, int limit) {
    List<byte[]> values = new ArrayList<>();
    for (byte[] value : rows.subMap(key, true, prefix + '\uffff', false).values()) {
      if (values.size() >= limit) {
        break;
      }
      values.add(value);
    }
    return values;
  }

  public int size() {
    return rows.size();
  }

  /**
   * Everything that changed since the last call, sealed, as one transaction for the host; null when
   * nothing did. The host makes it durable before it carries out anything that came after.
   */
  public byte @Nullable [] takeBatch() {
    if (changed.isEmpty()) {
      return null;
    }
    Batch batch = new Batch();
    for (String key : changed) {
      byte[] value = rows.get(key);
      if (value == null) {
        batch.delete(vault.storedKey(key));
      } else {
        Vault.SealedRow sealed = vault.sealRow(key, value);
        batch.put(sealed.key(), sealed.value());
      }
    }
    changed.clear();
    return batch.toByteArray();
  }

  private NavigableMap<String, byte[]> range(String prefix) {
    // Keys are ASCII, so every key with the prefix lies before the prefix and this character.
    return rows.subMap(prefix, true, prefix + '\uffff', false);
  }

  @Override
  public String toString() {
    return "Rows[" + rows.size() + ", " + changed.size() + " changed]";
  }
}
