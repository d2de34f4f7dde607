package org.understory.wire.frame;

import java.util.List;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/**
 * Takes a bundle from each of these shelves.
 *
 * @param writeId of this write
 * @param space the space
 * @param mailboxes 1 to 128
 */
public record TakePreKeys(WriteId writeId, SpaceId space, List<MailboxId> mailboxes)
    implements RequestBody {
  @Override
  public String toString() {
    return "TakePreKeys";
  }
}
