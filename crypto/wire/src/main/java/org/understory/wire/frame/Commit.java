package org.understory.wire.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.StageId;
import org.understory.wire.id.WriteId;

/**
 * The one transaction that changes a space; it applies whole or not at all. Whatever is absent
 * stays as it is. {@code docs/protocol.md#commit}
 *
 * @param writeId of this write
 * @param space the space
 * @param expectedPosition how many entries the roster log has
 * @param entries 0 to 64
 * @param memberKey 32 bytes, or empty: unchanged
 * @param stewardSet null: unchanged
 * @param packets 0 to 512
 * @param staged 0 to 64
 * @param openMailboxes 0 to 16
 * @param closeMailboxes 0 to 1024
 * @param openInvites 0 to 16
 * @param closeInvites 0 to 64
 * @param logKeys new logs, or changed keys of a log, 0 to 64
 * @param blankItems roster positions whose items are to be blanked, 0 to 1024
 * @param endKnockKeys mailboxes whose knock keys end, 0 to 1024
 */
public record Commit(
    WriteId writeId,
    SpaceId space,
    long expectedPosition,
    List<RosterEntry> entries,
    byte[] memberKey,
    @Nullable StewardSet stewardSet,
    List<EpochPacket> packets,
    List<StageId> staged,
    List<OpenMailbox> openMailboxes,
    List<MailboxId> closeMailboxes,
    List<OpenInvite> openInvites,
    List<InviteId> closeInvites,
    List<LogKeys> logKeys,
    List<Long> blankItems,
    List<MailboxId> endKnockKeys)
    implements RequestBody {
  /** Ends no knock keys. */
  public Commit(
      WriteId writeId,
      SpaceId space,
      long expectedPosition,
      List<RosterEntry> entries,
      byte[] memberKey,
      @Nullable StewardSet stewardSet,
      List<EpochPacket> packets,
      List<StageId> staged,
      List<OpenMailbox> openMailboxes,
      List<MailboxId> closeMailboxes,
      List<OpenInvite> openInvites,
      List<InviteId> closeInvites,
      List<LogKeys> logKeys,
      List<Long> blankItems) {
    this(
        writeId,
        space,
        expectedPosition,
        entries,
        memberKey,
        stewardSet,
        packets,
        staged,
        openMailboxes,
        closeMailboxes,
        openInvites,
        closeInvites,
        logKeys,
        blankItems,
        List.of());
  }

  @Override
  public String toString() {
    return "Commit";
  }
}
