package org.understory.core.vault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which row lies in which page, and what becomes of pages: filled one after the other, by group
 * (the first two words of a key) and by the hour of the expiry; given up, with their key, as soon
 * as one of their rows is deleted ({@code docs/protocol.md#erasure}).
 */
final class Pages {
  private static final long HOUR = 3_600_000;

  private final Vault vault;
  private final Map<String, byte[]> rows;
  private final Rows.Watcher came;
  private final TreeMap<Long, Page> byNumber = new TreeMap<>();
  private final Map<String, Page> of = new HashMap<>();
  private final Map<String, Page> filling = new HashMap<>();

  /** Pages by the hour in which their rows end; rows without an end are in none. */
  private final TreeMap<Long, List<Page>> ending = new TreeMap<>();

  /** To be written, with a key that is stored already. */
  private final TreeSet<Long> touched = new TreeSet<>();

  private final TreeSet<Long> fresh = new TreeSet<>();

  /** A row of theirs was deleted: given up before the next batch. */
  private final TreeMap<Long, Page> torn = new TreeMap<>();

  /** To be deleted, and their keys destroyed. */
  private final TreeSet<Long> gone = new TreeSet<>();

  /** Stored keys whose page was not loaded, and pages whose key was not. */
  private final TreeMap<Long, byte[]> keys = new TreeMap<>();

  private final TreeMap<Long, byte[]> waiting = new TreeMap<>();

  private long next = 1;

  Pages(Vault vault, Map<String, byte[]> rows, Rows.Watcher came) {
    this.vault = vault;
    this.came = came;
    this.rows = rows;
  }

  // ---- loading

  void key(long number, byte[] key) {
    used(number);
    keys.put(number, key);
    byte[] page = waiting.remove(number);
    if (page != null) {
      load(number, page);
    }
  }

  /** Takes in a stored page; false when it does not open. It may come before its key. */
  boolean load(long number, byte[] sealed) {
    used(number);
    byte[] key = keys.get(number);
    if (key == null) {
      waiting.put(number, sealed);
      return true;
    }
    List<Page> into = new ArrayList<>(1);
    boolean read =
        Page.read(
            vault.openPage(key, number, sealed),
            (row, expiry, value) -> {
              if (into.isEmpty()) {
                into.add(new Page(number, key, label(row, expiry)));
              }
              if (rows.containsKey(row)) { // what is there is newer: pages come newest first
                torn.put(number, into.get(0));
              } else {
                rows.put(row, value);
                into.get(0).add(row, row.length() + value.length, expiry);
                of.put(row, into.get(0));
                came.changed(row, value);
              }
            });
    if (read && !into.isEmpty()) {
      keys.remove(number);
      Page page = into.get(0);
      take(page);
      if (!page.isFull() && !torn.containsKey(number)) {
        filling.put(page.label, page);
      }
    }
    return read;
  }

  /** Everything was loaded: keys without a page, and pages without a key, are destroyed. */
  void settle() {
    gone.addAll(keys.keySet());
    gone.addAll(waiting.keySet());
    keys.clear();
    waiting.clear();
  }

  // ---- changes

  boolean holds(String row) {
    return of.containsKey(row);
  }

  long expiry(String row) {
    Page page = of.get(row);
    Long expiry = page == null ? null : page.entries.get(row);
    return expiry == null ? 0 : expiry;
  }

  /** The row is in the map already. */
  void put(String row, int size, long expiry) {
    Page before = of.get(row);
    if (before != null) {
      if (before.label.equals(label(row, expiry))) {
        before.entries.put(row, expiry);
        touched.add(before.number);
        return;
      }
      remove(row);
    }
    String label = label(row, expiry);
    Page page = filling.get(label);
    if (page == null || page.isFull()) {
      page = new Page(newNumber(), vault.freshKey(), label);
      fresh.add(page.number);
      filling.put(label, page);
      take(page);
    }
    page.add(row, size, expiry);
    of.put(row, page);
    touched.add(page.number);
  }

  /** Takes a row out; the page that held it is given up before the next batch. */
  void remove(String row) {
    Page page = of.remove(row);
    if (page != null) {
      page.entries.remove(row);
      torn.put(page.number, page);
      if (filling.get(page.label) == page) {
        filling.remove(page.label);
      }
    }
  }

  /** Moves what is left of a page, so that its key can be destroyed. */
  private void giveUp(Page page) {
    byNumber.remove(page.number);
    List<Page> same = ending.get(hour(page));
    if (same != null) {
      same.remove(page);
      if (same.isEmpty()) {
        ending.remove(hour(page));
      }
    }
    touched.remove(page.number);
    if (!fresh.remove(page.number)) {
      gone.add(page.number);
    }
    for (Map.Entry<String, Long> left : page.entries.entrySet()) {
      String row = left.getKey();
      byte[] value = rows.get(row);
      of.remove(row);
      put(row, row.length() + (value == null ? 0 : value.length), left.getValue());
    }
  }

  // ---- time

  /** Rows whose time is over at {@code now}, in rising order of keys. */
  List<String> over(long now) {
    List<String> over = new ArrayList<>();
    for (Map.Entry<Long, List<Page>> hour : ending.entrySet()) {
      if ((hour.getKey() - 1) * HOUR >= now) {
        break;
      }
      for (Page page : hour.getValue()) {
        for (Map.Entry<String, Long> row : page.entries.entrySet()) {
          if (row.getValue() <= now) {
            over.add(row.getKey());
          }
        }
      }
    }
    Collections.sort(over);
    return over;
  }

  /** When the next row is over; {@code Long.MAX_VALUE} while none ends. */
  long next() {
    long next = Long.MAX_VALUE;
    if (!ending.isEmpty()) {
      for (Page page : ending.firstEntry().getValue()) {
        for (long expiry : page.entries.values()) {
          next = Math.min(next, expiry);
        }
      }
    }
    return next;
  }

  // ---- storing

  void write(Batch batch) {
    for (Page page : new ArrayList<>(torn.values())) {
      giveUp(page);
    }
    torn.clear();
    for (long number : fresh) {
      Page page = byNumber.get(number);
      if (page != null) {
        batch.put(Vault.keyPlace(number), vault.sealKey(number, page.key, true));
      }
    }
    for (long number : touched) {
      Page page = byNumber.get(number);
      if (page != null) {
        batch.put(place(number), vault.sealPage(page.key, number, page.encode(rows)));
      }
    }
    for (long number : gone) {
      batch.delete(place(number));
      batch.delete(Vault.keyPlace(number));
    }
    fresh.clear();
    touched.clear();
    gone.clear();
  }

  boolean isChanged() {
    return !touched.isEmpty() || !gone.isEmpty() || !torn.isEmpty();
  }

  /** A number that no page or key has had while these rows are open. */
  long newNumber() {
    return next++;
  }

  void used(long number) {
    next = Math.max(next, number + 1);
  }

  private void take(Page page) {
    byNumber.put(page.number, page);
    if (hour(page) != 0) {
      ending.computeIfAbsent(hour(page), hour -> new ArrayList<>()).add(page);
    }
  }

  private static byte[] place(long number) {
    byte[] place = Vault.keyPlace(number);
    byte[] page = new byte[Vault.PAGE_PLACE];
    System.arraycopy(place, 1, page, 0, page.length);
    return page;
  }

  private static String label(String row, long expiry) {
    int first = row.indexOf('/');
    int second = first < 0 ? -1 : row.indexOf('/', first + 1);
    String group =
        second >= 0 ? row.substring(0, second) : first >= 0 ? row.substring(0, first) : row;
    return (expiry == 0 ? 0 : (expiry - 1) / HOUR + 1) + " " + group;
  }

  private static long hour(Page page) {
    return Long.parseLong(page.label.substring(0, page.label.indexOf(' ')));
  }
}
