package org.understory.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every decoder is held to, whatever bytes it gets: it understands them or throws {@link
 * ProtocolException}, and nothing else; it leaves them as they are; it says the same each time; and
 * it takes no more memory and time than bytes of that number can be worth.
 */
public final class Decoding {
  /** Nested messages are copied once a level, of which there are six at most. */
  private static final int COPIES = 24;

  /** A refusal with its stack trace, lists, and a record for each of 256 fields at every level. */
  private static final int FLOOR_BYTES = 512 * 1024;

  /** Generous, for a machine that does other things; a decoder takes microseconds. */
  private static final long MAX_NANOS = 5_000_000_000L;

  /** Words and small numbers: nothing that could be a key, in whatever form. */
  private static final Pattern CHECK =
      Pattern.compile("(?=.{3,100}$)[a-zA-Z ',;:()-]*([0-9]{1,5}[a-zA-Z ',;:()-]+)*[0-9]{0,5}");

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Decoding() {}

  /** A decoder under test. */
  public interface Decoder<T> {
    T decode(byte[] bytes) throws ProtocolException;
  }

  /** Writes what was understood; null for what is only read. */
  public interface Writer<T> {
    byte[] write(T value) throws ProtocolException;
  }

  /** What the decoder understood, or null when it refused. */
  public static <T> @Nullable T decoded(byte[] bytes, Decoder<T> decoder) {
    byte[] before = bytes.clone();
    T first = attempt(bytes, decoder);
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long began = System.nanoTime();
    T second = attempt(bytes, decoder);
    long took = System.nanoTime() - began;
    long used = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    assertEquals(first == null, second == null, "understood once and refused once");
    assertArrayEquals(before, bytes, "a decoder wrote into its input");
    assertTrue(took < MAX_NANOS, () -> bytes.length + " bytes took " + took + " ns");
    long allowed = FLOOR_BYTES + (long) COPIES * bytes.length;
    assertTrue(used < allowed, () -> bytes.length + " bytes took " + used + " bytes of memory");
    return first;
  }

  /**
   * As {@link #decoded}; and what was understood has one written form, which is understood again
   * and written the same.
   */
  public static <T> void refusedOrStable(byte[] bytes, Decoder<T> decoder, Writer<T> writer) {
    T value = decoded(bytes, decoder);
    if (value == null) {
      return;
    }
    try {
      byte[] written = writer.write(value);
      assertArrayEquals(written, writer.write(decoder.decode(written)));
    } catch (ProtocolException e) {
      throw new AssertionError("what was understood is not understood again", e);
    }
  }

  private static <T> @Nullable T attempt(byte[] bytes, Decoder<T> decoder) {
    try {
      return decoder.decode(bytes);
    } catch (ProtocolException refused) {
      String check = String.valueOf(refused.getMessage());
      assertTrue(CHECK.matcher(check).matches(), "a refusal names its check, no more: " + check);
      return null;
    }
  }
}
