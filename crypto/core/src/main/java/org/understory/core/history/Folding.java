package org.understory.core.history;

import java.nio.charset.StandardCharsets;

/**
 * Brings a text to the form in which it is searched: small letters, Latin ones without their marks,
 * and without combining marks of any script, in UTF-8. {@code docs/protocol.md#search}
 */
public final class Folding {
  /** Base letters from U+00C0, a blank where a character stays as it is. */
  private static final String LATIN =
      "aaaaaa ceeeeiiii nooooo ouuuuy  aaaaaa ceeeeiiii nooooo ouuuuy y"
          + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii  jjkk llllllllll"
          + "nnnnnn   oooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz ";

  /** The same from U+1E00. */
  private static final String MORE_LATIN =
      "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppp"
          + "rrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy      "
          + "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuu"
          + "yyyyyyyy      ";

  private Folding() {}

  /** The folded text in UTF-8; no byte of it is zero. */
  public static byte[] fold(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      append(out, text.charAt(i));
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder out, char c) {
    if (c < 0x80) {
      out.append(c == 0 ? ' ' : c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    } else if (c == '\u00df' || c == '\u1e9e') {
      out.append("ss");
    } else if (c == '\u00c6' || c == '\u00e6') {
      out.append("ae");
    } else if (c == '\u0152' || c == '\u0153') {
      out.append("oe");
    } else if (!isMark(c)) {
      char base =
          c >= 0x00C0 && c < 0x00C0 + LATIN.length()
              ? LATIN.charAt(c - 0x00C0)
              : c >= 0x1E00 && c < 0x1E00 + MORE_LATIN.length()
                  ? MORE_LATIN.charAt(c - 0x1E00)
                  : ' ';
      out.append(base == ' ' ? plain(Character.toLowerCase(c)) : base);
    }
  }

  /** Small Greek vowels lose their accent. */
  private static char plain(char small) {
    int greek = "\u03ac\u03ad\u03ae\u03af\u03cc\u03cd\u03ce\u03c2".indexOf(small);
    return greek < 0 ? small : "\u03b1\u03b5\u03b7\u03b9\u03bf\u03c5\u03c9\u03c3".charAt(greek);
  }

  /** Combining marks, Hebrew points, Arabic vowel signs and what joins or directs. */
  private static boolean isMark(char c) {
    return (c >= 0x0300 && c <= 0x036F)
        || (c >= 0x0591 && c <= 0x05C7)
        || (c >= 0x064B && c <= 0x065F)
        || c == 0x0640
        || c == 0x00AD
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
