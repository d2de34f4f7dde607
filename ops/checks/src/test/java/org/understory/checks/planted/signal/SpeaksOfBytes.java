package org.understory.checks.planted.signal;

import java.util.Arrays;

final class SpeaksOfBytes {
  private SpeaksOfBytes() {}

  record Untold(byte[] key) {}

  record Told(byte[] key) {
    @Override
    public String toString() {
      return "Told";
    }
  }

  static String speak(byte[] key) {
    return Arrays.toString(key);
  }
}
