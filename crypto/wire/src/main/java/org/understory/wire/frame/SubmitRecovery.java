package org.understory.wire.frame;

import org.understory.wire.id.MailboxId;
import org.understory.wire.id.WriteId;

/**
 * Opens a provisional mailbox and puts the request into the knock log. KNOCK. {@code
 * docs/protocol.md#knock-key}
 *
 * @param writeId of this write
 * @param mailbox the provisional mailbox
 * @param ownerKey 32 bytes, Ed25519
 * @param sealed 1 to 32768 bytes
 */
public record SubmitRecovery(WriteId writeId, MailboxId mailbox, byte[] ownerKey, byte[] sealed)
    implements RequestBody {
  @Override
  public String toString() {
    return "SubmitRecovery";
  }
}
