package org.understory.wire.frame;

import java.util.List;

/**
 * All items but the refused ones are durable.
 *
 * @param refused indices of items whose mailbox takes nothing, 0 to 512
 */
public record Deposited(List<Integer> refused) implements ReplyBody {
  @Override
  public String toString() {
    return "Deposited";
  }
}
