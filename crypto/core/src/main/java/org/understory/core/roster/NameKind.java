package org.understory.core.roster;

import org.jspecify.annotations.Nullable;

/** What a name is the name of. The number is part of the commitment. */
public enum NameKind {
  MEMBER(1),
  GROUP(2),
  CHANNEL(3),
  /** The questions that are put to newcomers. */
  QUESTIONS(4);

  private final int number;

  NameKind(int number) {
    this.number = number;
  }

  /** The number on the wire and in commitments. */
  public int number() {
    return number;
  }

  /** The kind with this number, or null. */
  static @Nullable NameKind of(int number) {
    for (NameKind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    return null;
  }
}
