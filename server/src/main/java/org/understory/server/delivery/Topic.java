package org.understory.server.delivery;

import org.jspecify.annotations.Nullable;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/**
 * Something that can be followed.
 *
 * @param kind what it is
 * @param space whose it is
 * @param log for logs, the roster among them; else null
 * @param mailboxNo for mailboxes, slots and links; else 0
 */
public record Topic(Kind kind, SpaceId space, @Nullable LogId log, long mailboxNo) {
  /** What can be followed. */
  public enum Kind {
    LOG,
    MAILBOX,
    SLOT,
    REQUESTS,
    LINK,
    LEASES
  }

  /** A log, the roster among them. */
  public static Topic log(SpaceId space, LogId log) {
    return new Topic(Kind.LOG, space, log, 0);
  }

  /** What is deposited in a mailbox. */
  public static Topic mailbox(SpaceId space, long mailboxNo) {
    return new Topic(Kind.MAILBOX, space, null, mailboxNo);
  }

  /** What commits lay down for a device. */
  public static Topic slot(SpaceId space, long mailboxNo) {
    return new Topic(Kind.SLOT, space, null, mailboxNo);
  }

  /** The join requests of a space. */
  public static Topic requests(SpaceId space) {
    return new Topic(Kind.REQUESTS, space, null, 0);
  }

  /** The requests at a device's own link drop. */
  public static Topic link(SpaceId space, long mailboxNo) {
    return new Topic(Kind.LINK, space, null, mailboxNo);
  }

  /** The lease slots of a space. */
  public static Topic leases(SpaceId space) {
    return new Topic(Kind.LEASES, space, null, 0);
  }

  /** The kind alone. */
  @Override
  public String toString() {
    return "Topic[" + kind + "]";
  }
}
