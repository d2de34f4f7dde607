package org.understory.signal.primitive.constanttime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where {@link TracedClasses} report to: the way that a computation took, as one number. */
public final class Trace {
  private static final List<String> SITES = new ArrayList<>();

  private static boolean recording;
  private static long hash;
  private static long events;

  /** To find the event at which two ways part: the site of that number is kept. */
  private static long wanted = -1;

  private static int wantedSite;

  private static long[] hashes = {};

  private Trace() {}

  /** A computation whose way is to be known. */
  public interface Work {
    @Nullable Object run();
  }

  /** What is done with a secret. */
  interface Operation {
    @Nullable Object on(byte[] secret);
  }

  /** How many things happened, and what they come to. */
  record Way(long events, long hash) {}

  static int site(String description) {
    SITES.add(description);
    return SITES.size() - 1;
  }

  /** Called wherever the flow of control may have gone another way. */
  public static void at(int site) {
    if (recording) {
      event(site, 0);
    }
  }

  /** Called with each array index, and each operand of a division. */
  public static void value(int value, int site) {
    if (recording) {
      event(site, value);
    }
  }

  private static void event(int site, int value) {
    hash = (hash ^ (site * 0x9E3779B97F4A7C15L + value)) * 0x100000001B3L;
    hash ^= hash >>> 29;
    if (events < hashes.length) {
      hashes[(int) events] = hash;
    }
    if (events == wanted) {
      wantedSite = site;
    }
    events++;
  }

  static Way of(Work work) {
    hash = 0xCBF29CE484222325L;
    events = 0;
    recording = true;
    try {
      Object unused = work.run();
    } finally {
      recording = false;
    }
    return new Way(events, hash);
  }

  /** The place in the code at which the second way leaves the first. */
  static String parting(Work first, Work second) {
    int length = (int) Math.min(of(first).events(), of(second).events());
    long[] one = hashesOf(first, length);
    long[] other = hashesOf(second, length);
    int at = Arrays.mismatch(one, other);
    if (at < 0) {
      return "at its end";
    }
    wanted = at;
    of(second);
    wanted = -1;
    return SITES.get(wantedSite);
  }

  private static long[] hashesOf(Work work, int length) {
    long[] kept = new long[length];
    hashes = kept;
    of(work);
    hashes = new long[0];
    return kept;
  }
}
