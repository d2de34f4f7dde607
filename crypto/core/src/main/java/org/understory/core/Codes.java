package org.understory.core;

import java.nio.charset.StandardCharsets;

/** Why an act was not done, as hosts know it, and the bounds of what people may type. */
final class Codes {
  static final String BAD_LINK = "bad-link";
  static final String NAME_LENGTH = "name-length";
  static final String TEXT_LENGTH = "text-length";
  static final String NOT_STEWARD = "not-steward";
  static final String NO_SUCH = "no-such";
  static final String TIMER_RANGE = "timer-range";
  static final String ALREADY_DECIDED = "already-decided";
  static final String LAST_STEWARD = "last-steward";
  static final String OFFLINE = "offline";
  static final String TICKET_USED = "ticket-used";
  static final String INVITE_USED = "invite-used";
  static final String INVITE_EXPIRED = "invite-expired";
  static final String NOT_ALLOWED = "not-allowed";
  static final String BUSY = "busy";
  static final String SELF = "self";
  static final String NOT_KEEPER = "not-keeper";
  static final String LAST_KEEPER = "last-keeper";

  /**
   * A steward has signed something in the last seven days, or this device was away for most of
   * them.
   */
  static final String NOT_SILENT = "not-silent";

  /** No further device of a member. */
  static final String TOO_MANY = "too-many";

  /** This device was taken away. */
  static final String REVOKED = "revoked";

  /** The own member is out for now. */
  static final String FROZEN = "frozen";

  static final String BAD_ARGUMENT = "bad-argument";

  /** What was scanned is another number than the own. */
  static final String NO_MATCH = "no-match";

  /** What was scanned is no such code. */
  static final String NOT_UNDERSTOOD = "not-understood";

  /** Two requests came by one invite: somebody has to say which is right first. */
  static final String ALARM = "alarm";

  private static final int MAX_NAME = 64;
  private static final int MAX_TEXT_BYTES = 16384;
  private static final int MIN_TIMER = 5;
  private static final int MAX_TIMER = 4 * 7 * 86_400;

  private Codes() {}

  /** 1 to 64 characters, not only white space, without control characters. */
  static boolean isName(String name) {
    return !name.isBlank()
        && name.codePointCount(0, name.length()) <= MAX_NAME
        && name.chars().noneMatch(c -> c < ' ' || c == 127)
        && wellFormed(name);
  }

  static boolean isText(String text) {
    return isText(text, MAX_TEXT_BYTES);
  }

  static boolean isText(String text, int mostBytes) {
    return !text.isBlank()
        && text.getBytes(StandardCharsets.UTF_8).length <= mostBytes
        && wellFormed(text);
  }

  /** 0 (off), or 5 seconds to 4 weeks. */
  static boolean isTimer(int seconds) {
    return seconds == 0 || (seconds >= MIN_TIMER && seconds <= MAX_TIMER);
  }

  /** Whether every surrogate has its partner. */
  private static boolean wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)
          && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
        return false;
      }
    }
    return true;
  }
}
