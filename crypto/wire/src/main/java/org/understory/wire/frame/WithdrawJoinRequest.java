package org.understory.wire.frame;

import org.understory.wire.id.WriteId;

/**
 * Takes the request back. OWNER of the provisional mailbox.
 *
 * @param writeId of this write
 */
public record WithdrawJoinRequest(WriteId writeId) implements RequestBody {
  @Override
  public String toString() {
    return "WithdrawJoinRequest";
  }
}
