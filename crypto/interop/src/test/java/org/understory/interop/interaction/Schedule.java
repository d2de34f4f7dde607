package org.understory.interop.interaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.understory.signal.codec.Bytes;

/**
 * What is done, as bytes: two that say who takes part, then four for each step (what, and three
 * numbers that say with whom and which). Any bytes are a schedule, and any steps can be left out.
 */
record Schedule(byte[] bytes) {
  static final int HEAD = 2;
  static final int STEP = 4;

  int head(int at) {
    return at < bytes.length ? bytes[at] & 0xFF : 0;
  }

  int steps() {
    return Math.max(0, (bytes.length - HEAD) / STEP);
  }

  /** A number of a step, 0..255; the first says what is done. */
  int number(int step, int which) {
    return bytes[HEAD + STEP * step + which] & 0xFF;
  }

  /** Without the steps {@code from..to}. */
  Schedule without(int from, int to) {
    return new Schedule(
        Bytes.concat(
            Arrays.copyOf(bytes, HEAD + STEP * from),
            Arrays.copyOfRange(bytes, HEAD + STEP * to, HEAD + STEP * steps())));
  }

  interface Failing {
    boolean fails(Schedule schedule);
  }

  /** As few steps as still fail, by leaving out half of them, a quarter, and so on to one. */
  Schedule shrunk(Failing failing, long untilNanos) {
    Schedule least = this;
    for (int size = Math.max(1, steps() / 2); size > 0; size /= 2) {
      for (int from = 0; from < least.steps(); ) {
        Schedule fewer = least.without(from, Math.min(least.steps(), from + size));
        if (System.nanoTime() > untilNanos) {
          return least;
        }
        if (failing.fails(fewer)) {
          least = fewer;
        } else {
          from += size;
        }
      }
    }
    return least;
  }

  /** In hexadecimal, as {@code -Dunderstory.schedule} takes it. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (byte each : bytes) {
      parts.add(String.format("%02x", each & 0xFF));
    }
    return String.join("", parts);
  }
}
