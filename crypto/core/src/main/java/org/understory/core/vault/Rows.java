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
 * <p>What is to leave nothing behind (messages, drafts, whatever has an expiry) is put with {@link
 * #put(String, byte[], long)}: once it is deleted or over, and the next batch is carried out, its
 * bytes in old pages of the store are noise to whoever knows the passphrase afterwards. Other rows
 * lie under one key, which {@link #renewKey} replaces ({@code docs/protocol.md#erasure}).
 *
 * <p>Keys are ASCII words joined by slashes; {@link #scan} walks one prefix in order and costs only
 * what it finds. Values are shared, not copied: nobody changes an array that went in or came out.
 * Not thread-safe.
 */
public final class Rows {
  private final Vault vault;
  private final TreeMap<String, byte[]> rows = new TreeMap<>();
  private final TreeSet<String> changed = new TreeSet<>();
  private final Pages pages;

  /** The key of rows that are in no page; null until one was loaded or is needed. */
  private byte @Nullable [] rowKey;

  private long rowKeyNumber;
  private boolean rowKeyStored;

  /** Other row keys: of a renewal that a crash cut short, or replaced since the last batch. */
  private final TreeMap<Long, byte[]> otherKeys = new TreeMap<>();

  /** Stored rows that came before the key they lie under, or that none opens. */
  private final List<byte[][]> waiting = new ArrayList<>();

  private @Nullable Watcher watcher;

  /** Hears of rows in pages: as they come from the store, are set, and deleted (null). */
  public interface Watcher {
    void changed(String key, byte @Nullable [] value);
  }

  public Rows(Vault vault) {
    this.vault = vault;
    this.pages = new Pages(vault, rows, this::tell);
  }

  /** From now on this one hears of rows that are in pages. */
  public void watch(Watcher listener) {
    watcher = listener;
  }

  private void tell(String key, byte @Nullable [] value) {
    if (watcher != null) {
      watcher.changed(key, value);
    }
  }

  /**
   * Takes in what is stored, without journalling it: a row, a page or a key, in any order, newest
   * pages best first. False when it does not open: it is left out.
   */
  public boolean load(byte[] storedKey, byte[] storedValue) {
    if (storedKey.length == Vault.STORED_KEY) {
      return loadRow(storedKey, storedValue);
    }
    if (storedKey.length == Vault.PAGE_PLACE) {
      return pages.load(number(storedKey, 0), storedValue);
    }
    return storedKey.length == Vault.KEY_PLACE && loadKey(number(storedKey, 1), storedValue);
  }

  private boolean loadKey(long number, byte[] sealed) {
    byte[] ofPage = vault.openKey(number, sealed, true);
    byte[] ofRows = ofPage == null ? vault.openKey(number, sealed, false) : null;
    if (ofPage != null) {
      pages.key(number, ofPage);
    }
    if (ofRows != null) {
      pages.used(number);
      otherKeys.put(number, ofRows);
      List<byte[][]> again = new ArrayList<>(waiting);
      waiting.clear();
      again.forEach(row -> loadRow(row[0], row[1]));
    }
    return ofPage != null || ofRows != null;
  }

  private boolean loadRow(byte[] storedKey, byte[] sealed) {
    Vault.Row row = rowKey == null ? null : vault.openRow(rowKey, storedKey, sealed);
    for (Map.Entry<Long, byte[]> key : otherKeys.entrySet()) {
      if (row == null && rowKey == null) {
        row = vault.openRow(key.getValue(), storedKey, sealed);
        if (row != null) { // all rows lie under one key: a renewal is one batch
          rowKey = key.getValue();
          rowKeyNumber = key.getKey();
          rowKeyStored = true;
        }
      }
    }
    if (rowKey != null) {
      otherKeys.remove(rowKeyNumber);
    }
    if (row == null) {
      waiting.add(new byte[][] {storedKey, sealed});
      return otherKeys.isEmpty();
    }
    rows.put(row.key(), row.value());
    return true;
  }

  /** Everything that is stored was handed in: what does not open is destroyed by the next batch. */
  public void settle() {
    pages.settle();
    if (rowKey == null) { // not one row opens: a store that is damaged is left as it is
      waiting.clear();
      otherKeys.clear();
    }
  }

  /**
   * Sets a row that leaves nothing behind when it is deleted or over.
   *
   * @param key ASCII, at most 1,024 characters
   * @param expiry when {@link #over} names it, milliseconds; 0: when it is deleted
   */
  public void put(String key, byte[] value, long expiry) {
    byte[] before = rows.put(key, value);
    if (before == null
        || !pages.holds(key)
        || expiry != pages.expiry(key)
        || !Arrays.equals(before, value)) {
      if (before != null && !pages.holds(key)) {
        throw new IllegalArgumentException("a row stays in a page, or out of pages");
      }
      pages.put(key, key.length() + value.length, expiry);
      tell(key, value);
    }
  }

  /** Keys of rows whose time is over, in rising order: to be deleted, with what hangs on them. */
  public List<String> over(long now) {
    return pages.over(now);
  }

  /** When the next row is over, milliseconds; {@code Long.MAX_VALUE} while none ends. */
  public long nextExpiry() {
    return pages.next();
  }

  /** Sets a row; the same value as before changes nothing. */
  public void put(String key, byte[] value) {
    if (key.isEmpty() || pages.holds(key)) {
      throw new IllegalArgumentException("a row has a key, and stays in its page");
    }
    byte[] before = rows.put(key, value);
    if (before == null || !Arrays.equals(before, value)) {
      changed.add(key);
    }
  }

  /** Deletes a row, if it is there. */
  public void delete(String key) {
    if (rows.remove(key) != null) {
      if (pages.holds(key)) {
        pages.remove(key);
        tell(key, null);
      } else {
        changed.add(key);
      }
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
    boolean rekeyed = rowKey != null && !rowKeyStored;
    if (changed.isEmpty() && !pages.isChanged() && otherKeys.isEmpty() && !rekeyed) {
      return null;
    }
    Batch batch = new Batch();
    byte[] under = rowKey == null ? freshRowKey() : rowKey;
    if (!rowKeyStored) {
      batch.put(Vault.keyPlace(rowKeyNumber), vault.sealKey(rowKeyNumber, under, false));
      rowKeyStored = true;
    }
    for (String key : changed) {
      byte[] value = rows.get(key);
      if (value == null) {
        batch.delete(vault.storedKey(key));
      } else {
        Vault.SealedRow sealed = vault.sealRow(under, key, value);
        batch.put(sealed.key(), sealed.value());
      }
    }
    for (byte[][] row : waiting) {
      batch.delete(row[0]);
    }
    waiting.clear();
    pages.write(batch);
    for (long number : otherKeys.keySet()) {
      batch.delete(Vault.keyPlace(number));
    }
    otherKeys.clear();
    changed.clear();
    return batch.toByteArray();
  }

  /**
   * Lays the rows that are in no page under a new key, all in the next batch; the old one is
   * destroyed with it, and what the store kept of earlier states of them is noise from then on.
   */
  public void renewKey() {
    if (rowKey != null && rowKeyStored) {
      otherKeys.put(rowKeyNumber, rowKey);
      freshRowKey();
      for (String key : rows.keySet()) {
        if (!pages.holds(key)) {
          changed.add(key);
        }
      }
    }
  }

  private byte[] freshRowKey() {
    byte[] fresh = vault.freshKey();
    rowKey = fresh;
    rowKeyNumber = pages.newNumber();
    rowKeyStored = false;
    return fresh;
  }

  private static long number(byte[] bytes, int from) {
    long number = 0;
    for (int i = from; i < from + 8; i++) {
      number = number << 8 | (bytes[i] & 0xFF);
    }
    return number;
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
