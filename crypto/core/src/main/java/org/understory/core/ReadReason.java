package org.understory.core;

import org.jspecify.annotations.Nullable;

/** Why an entry is not in the timeline. Numbers are stored. */
enum ReadReason {
  DONE(0, ""),
  NO_SENDER_KEY(1, "no-sender-key"),
  NO_EPOCH(2, "no-epoch"),
  NO_ROSTER(3, "no-roster"),
  BEFORE_JOINING(4, "before-joining"),
  CHAIN_MOVED_ON(5, "chain-moved-on"),
  NEWER_CLIENT(6, "newer-client"),
  BAD(7, "bad"),

  /** It is not the content that its envelope was made for (MSG-19). */
  UNCOMMITTED(8, "uncommitted");

  private final int number;
  private final String word;

  ReadReason(int number, String word) {
    this.number = number;
    this.word = word;
  }

  int number() {
    return number;
  }

  String word() {
    return word;
  }

  boolean pending() {
    return this == NO_SENDER_KEY || this == NO_EPOCH || this == NO_ROSTER;
  }

  static @Nullable ReadReason of(int number) {
    for (ReadReason reason : values()) {
      if (reason.number == number) {
        return reason;
      }
    }
    return null;
  }
}
