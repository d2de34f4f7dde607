package org.understory.core.roster;

import org.jspecify.annotations.Nullable;

/**
 * An invite that the roster knows.
 *
 * @param body what INVITE said
 * @param entryHash 32 bytes, what the link and ADD name it by
 * @param inviter the steward who made it
 * @param seq the INVITE entry
 * @param usedBy the member whom it brought in, or null
 * @param revoked whether INVITE_REVOKE shut it
 */
public record RosterInvite(
    EntryBody.Invite body,
    byte[] entryHash,
    MemberId inviter,
    long seq,
    @Nullable MemberId usedBy,
    boolean revoked) {

  /** Whether an ADD at {@code time} (milliseconds) may cite it. */
  public boolean isOpenAt(long time) {
    return usedBy == null && !revoked && !isOverAt(time);
  }

  /** Whether its time is over at {@code time} (milliseconds). */
  public boolean isOverAt(long time) {
    return time > body.notAfter();
  }

  RosterInvite used(MemberId member) {
    return new RosterInvite(body, entryHash, inviter, seq, member, revoked);
  }

  RosterInvite shut() {
    return new RosterInvite(body, entryHash, inviter, seq, usedBy, true);
  }

  @Override
  public String toString() {
    return "RosterInvite[" + seq + "]";
  }
}
