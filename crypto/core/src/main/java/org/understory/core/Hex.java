package org.understory.core;

/** Lower-case hexadecimal: for row keys and for ids shown to hosts. */
final class Hex {
  private static final String DIGITS = "0123456789abcdef";

  private Hex() {}

  static String of(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length * 2);
    for (byte b : bytes) {
      text.append(DIGITS.charAt((b >> 4) & 15)).append(DIGITS.charAt(b & 15));
    }
    return text.toString();
  }

  /** Sixteen digits, so that text order is number order for what is not negative. */
  static String of(long number) {
    String digits = Long.toHexString(number);
    return "0".repeat(16 - digits.length()) + digits;
  }

  /** The bytes, or an empty array when the text is no hexadecimal. */
  static byte[] parse(String text) {
    if (text.length() % 2 != 0) {
      return new byte[0];
    }
    byte[] bytes = new byte[text.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = DIGITS.indexOf(text.charAt(2 * i));
      int low = DIGITS.indexOf(text.charAt(2 * i + 1));
      if (high < 0 || low < 0) {
        return new byte[0];
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return bytes;
  }
}
