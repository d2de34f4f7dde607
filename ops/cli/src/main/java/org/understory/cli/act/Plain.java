package org.understory.cli.act;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Text of others, fit for a terminal. */
final class Plain {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private Plain() {}

  /**
   * Without what would steer the terminal or turn the direction of writing; further lines are set
   * in.
   */
  static String text(@Nullable String of) {
    if (of == null) {
      return "(unknown)";
    }
    StringBuilder plain = new StringBuilder(of.length());
    of.codePoints()
        .forEach(c -> {
          if (c == '\n') {
            plain.append("\n    ");
          } else if (c == '\t') {
            plain.append(' ');
          } else if (Character.isISOControl(c) || turns(c)) {
            plain.append('\uFFFD');
          } else {
            plain.appendCodePoint(c);
          }
        });
    return plain.toString();
  }

  private static boolean turns(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  /** In UTC, which gives away no place. */
  static String time(long millis) {
    return MINUTE.format(Instant.ofEpochMilli(millis));
  }

  static String shortId(String id) {
    return id.substring(0, Math.min(8, id.length()));
  }
}
