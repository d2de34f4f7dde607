package org.understory.server.invite;

import org.understory.wire.id.InviteId;
import org.understory.wire.id.SpaceId;

/**
 * An invite's row.
 *
 * @param id derived from its drop key
 * @param space whose it is
 * @param dropKey signs requests, 32 bytes
 * @param requestKey to which they are sealed, 32 bytes
 * @param notAfter when it is over, seconds, at the end of a bucket
 * @param state where it stands
 */
public record Invite(
    InviteId id, SpaceId space, byte[] dropKey, byte[] requestKey, long notAfter, State state) {
  /** Where an invite stands. The order is that of the numbers in the table. */
  public enum State {
    OPEN,
    USED,
    REVOKED
  }

  @Override
  public String toString() {
    return "Invite[" + state + "]";
  }
}
