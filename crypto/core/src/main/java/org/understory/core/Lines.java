package org.understory.core;

import java.util.ArrayList;
import java.util.List;

/** Text in lines. Not by {@code split}: it brings regular expressions to a browser. */
final class Lines {
  private Lines() {}

  /** The lines that are not empty. */
  static List<String> of(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      if (end > from) {
        lines.add(text.substring(from, end));
      }
      from = end + 1;
    }
    return lines;
  }
}
