package org.understory.wire.frame;

import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;

/**
 * A request at an invite, new, rewritten or withdrawn.
 *
 * @param invite the invite
 * @param mailbox the provisional mailbox
 * @param ownerKey 32 bytes, Ed25519
 * @param sealed 1 to 32768 bytes; empty: withdrawn
 * @param signature 64 bytes by the drop key; empty when withdrawn
 * @param alarm a further valid request for the same invite from another mailbox
 */
public record PendingRequest(
    InviteId invite,
    MailboxId mailbox,
    byte[] ownerKey,
    byte[] sealed,
    byte[] signature,
    boolean alarm) {
  @Override
  public String toString() {
    return "PendingRequest";
  }
}
