package org.understory.browser.noble;

/** Lengths that only a mistake of ours can get wrong. */
final class Sizes {
  private Sizes() {}

  static void require(byte[] value, int length, String what) {
    if (value.length != length) {
      throw new IllegalArgumentException(what + " has " + length + " bytes");
    }
  }
}
