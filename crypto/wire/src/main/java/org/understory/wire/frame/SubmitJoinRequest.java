package org.understory.wire.frame;

import org.understory.wire.id.MailboxId;
import org.understory.wire.id.WriteId;

/**
 * Opens the provisional mailbox, or rewrites the request of the same mailbox. DROP.
 *
 * @param writeId of this write
 * @param mailbox the provisional mailbox
 * @param ownerKey 32 bytes, Ed25519
 * @param sealed 1 to 32768 bytes
 * @param signature 64 bytes by the drop key over {@code Statements.joinRequest}
 */
public record SubmitJoinRequest(
    WriteId writeId, MailboxId mailbox, byte[] ownerKey, byte[] sealed, byte[] signature)
    implements RequestBody {
  @Override
  public String toString() {
    return "SubmitJoinRequest";
  }
}
