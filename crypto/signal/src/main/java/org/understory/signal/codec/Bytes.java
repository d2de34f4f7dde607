package org.understory.signal.codec;

import java.util.Arrays;

/** Byte strings put together and numbers in big-endian order. */
public final class Bytes {
  private Bytes() {}

  /** The parts one after the other. */
  public static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length = Math.addExact(length, part.length);
    }
    byte[] result = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, result, at, part.length);
      at += part.length;
    }
    return result;
  }

  /**
   * Overwrites what is needed no more. Best effort: what the runtime has copied elsewhere stays
   * ({@code docs/memory.md}).
   */
  public static void wipe(byte[]... secrets) {
    for (byte[] secret : secrets) {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** A copy of {@code source[from..to)}, which the compiled builds make in one step. */
  public static byte[] slice(byte[] source, int from, int to) {
    byte[] result = new byte[to - from];
    System.arraycopy(source, from, result, 0, result.length);
    return result;
  }

  /** Writes four bytes, most significant first. */
  public static void putInt(byte[] target, int at, int value) {
    target[at] = (byte) (value >> 24);
    target[at + 1] = (byte) (value >> 16);
    target[at + 2] = (byte) (value >> 8);
    target[at + 3] = (byte) value;
  }

  /** Reads four bytes, most significant first. */
  public static int getInt(byte[] source, int at) {
    return (source[at] & 0xFF) << 24
        | (source[at + 1] & 0xFF) << 16
        | (source[at + 2] & 0xFF) << 8
        | (source[at + 3] & 0xFF);
  }
}
