package org.understory.cli.act;

/** Lengths of time as people type and read them. */
public final class Lengths {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;

  private Lengths() {}

  /**
   * Seconds of {@code 30s}, {@code 5m}, {@code 12h}, {@code 7d}, {@code 1w}, {@code 90} (seconds)
   * or {@code off} (0); -1 when it is none of these.
   */
  public static long seconds(String text) {
    if (text.equals("off")) {
      return 0;
    }
    if (text.isEmpty()) {
      return -1;
    }
    long unit = unit(text.charAt(text.length() - 1));
    String digits = unit == 0 ? text : text.substring(0, text.length() - 1);
    if (digits.isEmpty()
        || digits.length() > 9
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Long.parseLong(digits) * Math.max(1, unit);
  }

  private static long unit(char letter) {
    return switch (letter) {
      case 's' -> 1;
      case 'm' -> MINUTE;
      case 'h' -> HOUR;
      case 'd' -> DAY;
      case 'w' -> WEEK;
      default -> 0;
    };
  }

  /** The shortest exact way to write it. */
  static String text(long seconds) {
    if (seconds == 0) {
      return "off";
    }
    if (seconds % WEEK == 0) {
      return seconds / WEEK + "w";
    }
    if (seconds % DAY == 0) {
      return seconds / DAY + "d";
    }
    if (seconds % HOUR == 0) {
      return seconds / HOUR + "h";
    }
    return seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
  }
}
