package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.ItemSeal;
import org.understory.core.roster.Opening;
import org.understory.core.roster.RosterAuthor;
import org.understory.core.roster.RosterKeys;
import org.understory.core.roster.RosterSeal;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.core.vetting.StewardSecret;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.OpenInvite;
import org.understory.wire.frame.OpenMailbox;
import org.understory.wire.frame.RosterEntry;
import org.understory.wire.frame.StewardSet;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.StageId;
import org.understory.wire.id.WriteId;

/**
 * A commit in the making: entries signed on top of the applied roster, sealed, with what goes along
 * ({@code docs/protocol.md#commit}). What is not set stays as it is at the server.
 */
final class CommitDraft {
  private final Device device;
  private final SpaceId space;
  private final RosterAuthor author;
  private final List<RosterEntry> entries = new ArrayList<>();
  final List<EpochPacket> packets = new ArrayList<>();
  final List<StageId> staged = new ArrayList<>();
  final List<OpenMailbox> openMailboxes = new ArrayList<>();
  final List<MailboxId> closeMailboxes = new ArrayList<>();
  final List<OpenInvite> openInvites = new ArrayList<>();
  final List<InviteId> closeInvites = new ArrayList<>();
  final List<LogKeys> logs = new ArrayList<>();
  final List<Long> blankItems = new ArrayList<>();
  final List<MailboxId> endKnockKeys = new ArrayList<>();
  private RosterKeys keys;
  private int generation;
  private boolean first;
  private byte[] memberKey = new byte[0];
  @Nullable StewardSet stewardSet;

  /** What the EPOCH names as the rescue key; null: the one there is. */
  byte @Nullable [] rescueKey;

  /** Of the rescue key that authorises this commit; null: a steward does. */
  byte @Nullable [] rescueSeed;

  CommitDraft(Device device, SpaceId space, RosterAuthor author, RosterKeys keys, int generation) {
    this.device = device;
    this.space = space;
    this.author = author;
    this.keys = keys;
    this.generation = generation;
    this.first = author.state().isEmpty();
  }

  RosterAuthor author() {
    return author;
  }

  /** Seals an entry that the author just made, under the roster key of now. */
  void put(SignedEntry entry) {
    put(entry, new byte[0]);
  }

  /** The same, with names beside it that the epoch after this commit opens. */
  void put(SignedEntry entry, EpochSecret after, List<Opening> names) {
    put(entry, new ItemSeal(device.sealer, space).seal(after, entry.entry().body(), names));
  }

  private void put(SignedEntry entry, byte[] item) {
    var sealed = new RosterSeal(device.sealer, space).seal(keys, generation, entry, first);
    first = false;
    entries.add(new RosterEntry(sealed.encode(), item, 0));
  }

  /** From the next entry on, a new roster key seals. */
  void nextRosterKey(byte[] key) {
    generation++;
    keys = keys.with(generation, key);
    first = true;
  }

  /** The roster key that the next entry is sealed under, 32 bytes. */
  byte[] newestRosterKey() {
    return keys.newestKey();
  }

  int rosterKeyGeneration() {
    return generation;
  }

  /**
   * Ends the commit with the EPOCH that its entries made due, where one is: a step, or a new
   * generation with packets.
   *
   * @return DONE also when none is due; WAIT while sessions are still to be made
   */
  Drafter.Drafted close(EpochClosing closing, EpochSecret before) {
    boolean closed =
        switch (author.state().epochDue()) {
          case STEP -> closing.step(this, before) != null;
          case GENERATION -> closing.fresh(this, author.state().dueGeneration()) != null;
          default -> true;
        };
    return closed && closing.signSet(this) ? Drafter.Drafted.DONE : Drafter.Drafted.WAIT;
  }

  /**
   * Ends the commit with an EPOCH entry for this secret. What the stewards share is fresh where the
   * roster wants it so ({@link Device#freshStewardSecret}).
   */
  SignedEntry close(EpochSecret secret) {
    EpochEntry before = author.state().epoch();
    boolean shared = !author.state().isStewardSecretSpent() && before != null;
    byte[] hash = shared && before != null ? before.stewardSecretHash() : freshlyShared(secret);
    byte[] kept = before == null ? new byte[0] : before.rescueKey();
    SignedEntry epoch = author.epoch(secret, hash, rescueKey == null ? kept : rescueKey);
    put(epoch);
    memberKey = secret.memberAccessKey(device.sealer, space);
    return epoch;
  }

  /** What the stewards share is fresh, and with it the keys of their log; its hash. */
  private byte[] freshlyShared(EpochSecret secret) {
    byte[] hash = device.freshStewardSecret();
    byte[] fresh = device.rows.get(Device.STEWARD_SECRET + Hex.of(hash));
    if (fresh != null) {
      byte[] key =
          new StewardSecret(secret.generation(), secret.step(), fresh).logKey(device.sealer, space);
      logs.add(new LogKeys(LogId.STEWARDS, key, key));
    }
    return hash;
  }

  /** Opens a log that every member reads and posts to. */
  void openLog(LogId log) {
    logs.add(new LogKeys(log, new byte[0], new byte[0]));
  }

  Commit commit(long expectedPosition) {
    WriteId id = device.newWriteId();
    return new Commit(
        id,
        space,
        expectedPosition,
        List.copyOf(entries),
        memberKey,
        stewardSet,
        List.copyOf(packets),
        List.copyOf(staged),
        List.copyOf(openMailboxes),
        List.copyOf(closeMailboxes),
        List.copyOf(openInvites),
        List.copyOf(closeInvites),
        List.copyOf(logs),
        List.copyOf(blankItems),
        List.copyOf(endKnockKeys));
  }
}
