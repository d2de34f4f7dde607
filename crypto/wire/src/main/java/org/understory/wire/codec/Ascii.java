package org.understory.wire.codec;

/** Tells text of printable ASCII from any other. */
final class Ascii {
  private Ascii() {}

  /** Whether all characters are from space to tilde. */
  static boolean is(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
