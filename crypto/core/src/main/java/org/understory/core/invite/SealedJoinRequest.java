package org.understory.core.invite;

import org.understory.wire.id.MailboxId;

/**
 * A join request as the server keeps it.
 *
 * @param mailbox the joiner's provisional mailbox
 * @param ownerKey 32 bytes, the owner key of that mailbox
 * @param sealed the request, sealed to the invite's request key
 * @param signature 64 bytes, by the drop key
 */
public record SealedJoinRequest(
    MailboxId mailbox, byte[] ownerKey, byte[] sealed, byte[] signature) {
  @Override
  public String toString() {
    return "SealedJoinRequest[" + sealed.length + " bytes]";
  }
}
