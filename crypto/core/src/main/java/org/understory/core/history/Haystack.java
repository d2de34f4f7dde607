package org.understory.core.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folded texts of messages side by side in one array, to be searched from end to end. What is
 * removed is overwritten at once. Not thread-safe.
 */
public final class Haystack {
  private final Map<String, Integer> places = new HashMap<>();
  private byte[] text = new byte[1 << 12];
  private int used;
  private int[] starts = new int[64];
  private @Nullable String[] keys = new String[64];
  private long[] times = new long[64];
  private int[] tags = new int[64];
  private int count;

  /** What is asked of a message besides its text. */
  public interface Filter {
    boolean allows(String key, int tags);
  }

  /** How many messages there are. */
  public int size() {
    return places.size();
  }

  /**
   * Adds a message, or replaces it.
   *
   * @param tag what a {@link Filter} is given with the key
   */
  public void put(String key, long time, byte[] folded, int tag) {
    remove(key);
    if (count == starts.length || used + folded.length + 1 > text.length) {
      grow(folded.length + 1);
    }
    starts[count] = used;
    keys[count] = key;
    times[count] = time;
    tags[count] = tag;
    places.put(key, count++);
    System.arraycopy(folded, 0, text, used, folded.length);
    used += folded.length + 1; // a zero between two
  }

  public void remove(String key) {
    Integer place = places.remove(key);
    if (place != null) {
      Arrays.fill(text, starts[place], end(place), (byte) 0);
      keys[place] = null;
    }
  }

  /**
   * Keys of the newest messages that hold every one of these, newest first.
   *
   * @param needles folded; none finds every message
   * @param before only messages of an earlier time
   */
  public List<String> find(List<byte[]> needles, long before, int limit, Filter filter) {
    Newest newest = new Newest(limit);
    byte[] first = longest(needles);
    if (first == null) {
      for (int place = 0; place < count; place++) {
        offer(newest, place, needles, before, filter);
      }
      return newest.keys();
    }
    int at = 0;
    int last = used - first.length;
    byte start = first[0];
    while (at <= last) {
      if (text[at] == start && matches(first, at)) {
        int place = placeOf(at);
        offer(newest, place, needles, before, filter);
        at = end(place); // once is enough
      } else {
        at++;
      }
    }
    return newest.keys();
  }

  private void offer(Newest newest, int place, List<byte[]> needles, long before, Filter filter) {
    String key = keys[place];
    if (key == null || times[place] >= before || !newest.wants(times[place])) {
      return;
    }
    for (byte[] needle : needles.size() > 1 ? needles : List.<byte[]>of()) {
      if (!holds(place, needle)) {
        return;
      }
    }
    if (filter.allows(key, tags[place])) {
      newest.add(key, times[place]);
    }
  }

  private boolean holds(int place, byte[] needle) {
    for (int at = starts[place]; at <= end(place) - needle.length; at++) {
      if (matches(needle, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(byte[] needle, int at) {
    for (int i = 0; i < needle.length; i++) {
      if (text[at + i] != needle[i]) {
        return false;
      }
    }
    return true;
  }

  private int placeOf(int at) {
    int place = Arrays.binarySearch(starts, 0, count, at);
    return place >= 0 ? place : -place - 2;
  }

  private int end(int place) {
    return place + 1 < count ? starts[place + 1] : used;
  }

  private static byte @Nullable [] longest(List<byte[]> needles) {
    byte[] longest = null;
    for (byte[] needle : needles) {
      if (longest == null || needle.length > longest.length) {
        longest = needle;
      }
    }
    return longest;
  }

  /** Leaves out what was removed, and makes room; the array from before is overwritten. */
  private void grow(int more) {
    int room = Math.max(64, places.size() * 2);
    int bytes = more;
    for (int place = 0; place < count; place++) {
      bytes += keys[place] == null ? 0 : end(place) - starts[place];
    }
    byte[] newText = new byte[Math.max(1 << 12, bytes + bytes / 2)];
    int[] newStarts = new int[room];
    @Nullable String[] newKeys = new String[room];
    long[] newTimes = new long[room];
    int[] newTags = new int[room];
    int newUsed = 0;
    int newCount = 0;
    for (int place = 0; place < count; place++) {
      String key = keys[place];
      if (key != null) {
        int length = end(place) - starts[place];
        System.arraycopy(text, starts[place], newText, newUsed, length);
        newStarts[newCount] = newUsed;
        newKeys[newCount] = key;
        newTimes[newCount] = times[place];
        newTags[newCount] = tags[place];
        places.put(key, newCount++);
        newUsed += length;
      }
    }
    Arrays.fill(text, (byte) 0);
    text = newText;
    starts = newStarts;
    keys = newKeys;
    times = newTimes;
    tags = newTags;
    used = newUsed;
    count = newCount;
  }

  /** The newest so many, newest first. */
  private static final class Newest {
    private final String[] keys;
    private final long[] times;
    private int size;

    Newest(int limit) {
      keys = new String[limit];
      times = new long[limit];
    }

    boolean wants(long time) {
      return size < keys.length || (size > 0 && time > times[size - 1]);
    }

    void add(String key, long time) {
      int at = size < keys.length ? size++ : size - 1;
      while (at > 0 && times[at - 1] < time) {
        keys[at] = keys[at - 1];
        times[at] = times[at - 1];
        at--;
      }
      keys[at] = key;
      times[at] = time;
    }

    List<String> keys() {
      return new ArrayList<>(Arrays.asList(keys).subList(0, size));
    }
  }

  @Override
  public String toString() {
    return "Haystack[" + places.size() + "]";
  }
}
