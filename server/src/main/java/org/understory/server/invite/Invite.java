package org.understory.server.invite;

import org.jspecify.annotations.Nullable;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.SpaceId;

/**
 * A drop's row: an invite's, or that of a device that links another one.
 *
 * @param id derived from its drop key
 * @param space whose it is
 * @param dropKey signs requests, 32 bytes
 * @param requestKey to which they are sealed, 32 bytes; empty for a link
 * @param sheet what the joiner is told, sealed; may be empty
 * @param owner of a link: the number of the device's mailbox; null: an invite
 * @param notAfter when it is over, seconds, at the end of a bucket
 * @param state where it stands
 */
public record Invite(
    InviteId id,
    SpaceId space,
    byte[] dropKey,
    byte[] requestKey,
    byte[] sheet,
    @Nullable Long owner,
    long notAfter,
    State state) {
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
