package org.understory.interop.interaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;

/** Compares what an engine did with what had to happen, and counts what was seen to happen. */
final class Judge {
  private final Map<String, Integer> seen = new TreeMap<>();

  interface Work<T> {
    T run() throws ProtocolException;
  }

  /** How often each outcome came about. */
  Map<String, Integer> seen() {
    return seen;
  }

  void count(String outcome) {
    seen.merge(outcome, 1, Integer::sum);
  }

  void reads(String what, byte[] text, Work<byte[]> work) {
    assertArrayEquals(text, succeeds(what, work), what);
  }

  <T> T succeeds(String what, Work<T> work) {
    try {
      T result = work.run();
      count(what);
      return result;
    } catch (ProtocolException e) {
      throw new AssertionError(what + ", but was refused: " + e.reason(), e);
    }
  }

  /** Refused, for this reason where one is given, and the store is as it was. */
  void refuses(String what, Party reader, @Nullable Reason expected, Work<?> work) {
    int writes = reader.device().store().writes();
    try {
      work.run();
    } catch (ProtocolException e) {
      assertEquals(writes, reader.device().store().writes(), what + ", and the store was written");
      if (expected != null) {
        assertEquals(expected, e.reason(), what);
      }
      count(what);
      return;
    }
    throw new AssertionError(what + ", but was accepted");
  }
}
