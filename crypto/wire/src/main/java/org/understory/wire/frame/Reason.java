package org.understory.wire.frame;

import org.understory.wire.codec.Bounds;

/** Why a request was refused: coarse on purpose, so that it tells nobody what exists. */
public enum Reason {
  /** The frame broke a rule of its format; the connection closes. */
  MALFORMED,
  /** No such thing, or not yours: never told apart. */
  NOT_ALLOWED,
  /** The expected position or set version is not the current one. */
  CONFLICT,
  /** The access key was current once and no longer is. */
  STALE,
  /** Too many; {@link Refusal#retryAfter()} says when to come again. */
  RATE_LIMITED,
  /** What this key or space may hold is used up. */
  QUOTA,
  /** The expiry lies in the past, or the invite's time is over. */
  EXPIRED,
  /** The expiry is beyond the content cap, or not at a bucket's end. */
  TOO_FAR,
  /** Storage takes no writes now; try again later. */
  UNAVAILABLE,
  /** The ticket or invite was used. */
  USED;

  /** The numbers on the wire: those of {@code frame.proto}, in the order of this enum, from 1. */
  static final Bounds NUMBERS = Bounds.of(1, values().length);

  private static final Reason[] BY_NUMBER = values();

  /** The number on the wire, at least 1. */
  public int number() {
    return ordinal() + 1;
  }

  static Reason of(int number) {
    return BY_NUMBER[number - 1];
  }
}
