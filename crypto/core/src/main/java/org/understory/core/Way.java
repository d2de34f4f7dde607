package org.understory.core;

import org.jspecify.annotations.Nullable;
import org.understory.core.invite.WelcomeCheck;
import org.understory.core.sync.Outbox;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.MailboxItem;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Refusal;
import org.understory.wire.id.SpaceId;

/**
 * How a device comes into a group that exists: by an invite, linked by another device of its
 * member, or with a recovery sheet. {@link Arrival} does what is the same for all.
 */
interface Way {
  /** The key that lets it ask. */
  KeyKind kind();

  /** Of {@link #kind}; null for a drop key, which names none. */
  @Nullable SpaceId space();

  /** Of {@link #kind}, 32 bytes. */
  byte[] seed();

  /** The key was proved. */
  void proved(Proved proved);

  /** The server keeps what was asked. */
  void submitted();

  /** It does not. */
  Outbox.Verdict refused(Refusal refusal);

  /** Something in the provisional mailbox, before a welcome came; true when it was for this. */
  default boolean deposit(MailboxItem item) {
    return false;
  }

  /** The provisional mailbox was closed before a welcome came. */
  void declined();

  /** What the welcome is sealed with, 32 bytes; null while it can't have come. */
  byte @Nullable [] welcomeKey();

  /** What the welcome answers, 32 bytes; empty while nothing was asked. */
  byte[] requestHash();

  /** Has what was asked before take its turn; false when it is the newest's again. */
  default boolean earlier() {
    return false;
  }

  /** What its roster is held against. */
  WelcomeCheck.Claim claim();

  /** What was welcomed is not what was asked for. */
  void over(String code);

  /** The device is in: what only the way in needed is forgotten. */
  void arrived();
}
