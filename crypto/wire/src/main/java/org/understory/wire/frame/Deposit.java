package org.understory.wire.frame;

import java.util.List;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/**
 * Puts items into mailboxes.
 *
 * @param writeId of this write
 * @param space the space
 * @param items 1 to 512
 */
public record Deposit(WriteId writeId, SpaceId space, List<DepositItem> items)
    implements RequestBody {
  @Override
  public String toString() {
    return "Deposit";
  }
}
