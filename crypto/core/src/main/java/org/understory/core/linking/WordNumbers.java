package org.understory.core.linking;

import org.jspecify.annotations.Nullable;

/**
 * Secrets as words, and the short words that two screens compare ({@code docs/protocol.md#words}).
 * A word is its index in a list of {@link #LIST}; hosts hold the list. Not in constant time: who
 * reads words reads the secret.
 */
public final class WordNumbers {
  /** How many words the list has. */
  public static final int LIST = 7_776;

  /** Bytes of a secret that is written in words. */
  public static final int SECRET = 16;

  /** Words of a secret. */
  public static final int WORDS = 10;

  private static final int SHORT_WORDS = 4;

  /** 129 bits: the secret and a bit of parity. */
  private static final int VALUE = SECRET + 1;

  private WordNumbers() {}

  /** Ten indexes, highest digit first, of {@code secret << 1 | parity}. */
  public static int[] of(byte[] secret) {
    if (secret.length != SECRET) {
      throw new IllegalArgumentException("words are of 16 bytes");
    }
    byte[] value = new byte[VALUE];
    int carry = parity(secret);
    for (int i = SECRET - 1; i >= 0; i--) {
      int shifted = (secret[i] & 0xFF) << 1 | carry;
      value[i + 1] = (byte) shifted;
      carry = shifted >>> 8;
    }
    value[0] = (byte) carry;
    int[] words = new int[WORDS];
    for (int w = WORDS - 1; w >= 0; w--) {
      int rest = 0;
      for (int i = 0; i < VALUE; i++) {
        int digit = rest << 8 | (value[i] & 0xFF);
        value[i] = (byte) (digit / LIST);
        rest = digit % LIST;
      }
      words[w] = rest;
    }
    return words;
  }

  /** The secret of ten indexes, or null when they are none: a word is wrong, or two are swapped. */
  public static byte @Nullable [] secret(int[] words) {
    if (words.length != WORDS) {
      return null;
    }
    byte[] value = new byte[VALUE];
    for (int word : words) {
      if (word < 0 || word >= LIST) {
        return null;
      }
      int carry = word;
      for (int i = VALUE - 1; i >= 0; i--) {
        int digit = (value[i] & 0xFF) * LIST + carry;
        value[i] = (byte) digit;
        carry = digit >>> 8;
      }
      if (carry != 0) {
        return null;
      }
    }
    if ((value[0] & 0xFF) > 1) {
      return null;
    }
    byte[] secret = new byte[SECRET];
    for (int i = 0; i < SECRET; i++) {
      secret[i] = (byte) ((value[i] & 0xFF) << 7 | (value[i + 1] & 0xFF) >>> 1);
    }
    return parity(secret) == (value[VALUE - 1] & 1) ? secret : null;
  }

  /** Four indexes, highest digit first, of the first seven bytes of a hash. */
  static int[] shortWords(byte[] hash) {
    long value = 0;
    for (int i = 0; i < 7; i++) {
      value = value << 8 | (hash[i] & 0xFF);
    }
    int[] words = new int[SHORT_WORDS];
    for (int i = SHORT_WORDS - 1; i >= 0; i--) {
      words[i] = (int) (value % LIST);
      value /= LIST;
    }
    return words;
  }

  /** Reads indexes in decimal with a space between; null when they are none. */
  public static int @Nullable [] parse(String text) {
    if (text.isEmpty() || text.length() > 64) {
      return null;
    }
    int[] words = new int[WORDS];
    int count = 0;
    int value = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ' ' : text.charAt(i);
      if (c >= '0' && c <= '9') {
        value = Math.max(0, value) * 10 + (c - '0');
        if (value >= LIST) {
          return null;
        }
      } else if (c == ' ' && value >= 0 && count < WORDS) {
        words[count++] = value;
        value = -1;
      } else {
        return null;
      }
    }
    return count == WORDS ? words : null;
  }

  private static int parity(byte[] secret) {
    int bits = 0;
    for (byte b : secret) {
      bits ^= b & 0xFF;
    }
    return Integer.bitCount(bits) & 1;
  }
}
