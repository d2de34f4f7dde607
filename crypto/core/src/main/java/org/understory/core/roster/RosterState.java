package org.understory.core.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/**
 * The group as the applied entries say, at one head. A value: {@link Roster#apply} gives a new one
 * and leaves this one alone. Its maps keep the order of the entries and cannot be changed.
 *
 * <p>It holds the entries themselves, and every 64th state before it, all shared between states: so
 * {@link Roster#before} can tell what the group was at any number. A thousand members with five
 * thousand entries take some megabytes, most of it the entries.
 *
 * <p>Before CREATE ({@link #isEmpty}) it has no group, space, members or channels; asking for group
 * or space then throws IllegalStateException.
 */
public final class RosterState {
  /** Before CREATE, of a group that is only being founded. */
  public static final RosterState EMPTY = new RosterState(new StateDraft());

  /** Every so many entries, a state is kept. */
  static final int KEPT_EVERY = 64;

  private final StateDraft fields;

  RosterState(StateDraft fields) {
    this.fields = fields;
  }

  /** Before CREATE, of a group whose id a link names: no other group's CREATE applies. */
  public static RosterState awaiting(GroupId group) {
    StateDraft draft = new StateDraft();
    draft.expected = group;
    return new RosterState(draft);
  }

  public boolean isEmpty() {
    return fields.create == null;
  }

  public GroupId groupId() {
    return required(fields.group);
  }

  /** The group id that CREATE must hash to, or null when any may. */
  @Nullable GroupId expectedGroup() {
    return fields.expected;
  }

  public SpaceId space() {
    return create().space();
  }

  /** Where the last SPACE moved the group to, or null: where it was founded. */
  public @Nullable String origin() {
    return fields.origin;
  }

  /** What CREATE said. */
  public Create create() {
    return required(fields.create);
  }

  /** The number of the entry at the head; -1 before CREATE. */
  public long seq() {
    return fields.seq;
  }

  /** The hash of the entry at the head, 32 bytes; empty before CREATE. */
  public byte[] head() {
    return fields.head.clone();
  }

  /** The time of the entry at the head, milliseconds. */
  public long time() {
    return fields.time;
  }

  /** The hash of the applied entry with this number, 32 bytes; null beyond the head. */
  public byte @Nullable [] hashAt(long seq) {
    return seq < 0 || seq > fields.seq ? null : fields.line.get((int) seq).hash().clone();
  }

  /** The applied entry with this number; null beyond the head. */
  public @Nullable SignedEntry entryAt(long seq) {
    return seq < 0 || seq > fields.seq ? null : fields.line.get((int) seq).entry();
  }

  /** Whether the entry with this number and hash was applied: whether that head is on this line. */
  public boolean holds(long seq, byte[] hash) {
    byte[] own = hashAt(seq);
    return own != null && Arrays.equals(own, hash);
  }

  /** The applied entries from this number on, in order. */
  public List<SignedEntry> entriesFrom(long seq) {
    List<SignedEntry> entries = new ArrayList<>();
    for (long at = Math.max(0, seq); at <= fields.seq; at++) {
      entries.add(fields.line.get((int) at).entry());
    }
    return entries;
  }

  /** The last kept state at that number or before it, for a replay; itself where it is the one. */
  RosterState keptBefore(long seq) {
    return seq == fields.seq ? this : fields.kept.get((int) (seq / KEPT_EVERY));
  }

  /** Everyone who is, or was, in the group. */
  public Map<MemberId, Member> members() {
    return fields.members;
  }

  /** Those who are in the group now. */
  public List<Member> activeMembers() {
    List<Member> active = new ArrayList<>();
    for (Member member : fields.members.values()) {
      if (member.isActive()) {
        active.add(member);
      }
    }
    return active;
  }

  /** How many are in the group now. */
  public int activeCount() {
    return fields.active;
  }

  /** Those who may change the roster now, longest in office first. */
  public List<Member> stewards() {
    List<Member> stewards = new ArrayList<>();
    for (MemberId id : fields.stewards) {
      stewards.add(existing(fields.members.get(id)));
    }
    return stewards;
  }

  /** How many stewards there are. */
  public int stewardCount() {
    return fields.stewards.size();
  }

  /** How many stewards decide about stewards and policies: 2 of 3 or more, else 1. */
  public int threshold() {
    return fields.stewards.size() >= 3 ? 2 : 1;
  }

  /** How many voices take a newcomer in now: those of the policy, or all stewards. */
  public int approvalsNeeded() {
    return (int) Math.min(fields.policies.value(Policies.APPROVALS), fields.stewards.size());
  }

  public Policies policies() {
    return fields.policies;
  }

  /** The member with this id, also a removed one; null when there never was one. */
  public @Nullable Member member(MemberId id) {
    return fields.members.get(id);
  }

  /** Whether this member is out, and may come back as it was. */
  public boolean isFrozen(MemberId id) {
    Member member = fields.members.get(id);
    return member != null && member.isFrozen();
  }

  /** Whose device this is or was, also a removed member's; null when there never was such one. */
  public @Nullable Member memberOf(DeviceId device) {
    MemberId owner = fields.owners.get(device);
    return owner == null ? null : fields.members.get(owner);
  }

  /** The keys of an active member's active device: the only ones to encrypt to. Null for others. */
  public @Nullable DeviceKeys deviceOf(DeviceId device) {
    Member member = memberOf(device);
    if (member == null || !member.isActive()) {
      return null;
    }
    MemberDevice known = member.device(device);
    return known == null || known.isRevoked() ? null : known.keys();
  }

  /** The steward who holds office with this device now, or null. */
  public @Nullable Member stewardOf(DeviceId device) {
    Member member = memberOf(device);
    return member != null && member.holdsOfficeWith(device) ? member : null;
  }

  /** Whose mailbox this is or was: a device, also one that is gone. Null for no such mailbox. */
  public @Nullable DeviceId deviceAt(MailboxId mailbox) {
    return fields.mailboxes.get(mailbox);
  }

  /** Whether this 32-byte key serves or served a purpose in this group. */
  boolean isKnownKey(byte[] key) {
    return fields.keys.containsKey(new KnownBytes(key));
  }

  /** Whether the proposal or recovery with this hash was carried out or refused. */
  public boolean isSpent(byte[] hash) {
    return fields.spent.containsKey(new KnownBytes(hash));
  }

  /** Whether an entry of the 14 days before the head cited the approval with this hash. */
  public boolean isCited(byte[] hash) {
    KnownBytes known = new KnownBytes(hash);
    return fields.cited.containsKey(known) || fields.citedBefore.containsKey(known);
  }

  public Map<LogId, Channel> channels() {
    return fields.channels;
  }

  /** The channel with this id, or null. */
  public @Nullable Channel channel(LogId id) {
    return fields.channels.get(id);
  }

  /** Whether this member may write in this channel now. */
  public boolean mayPost(LogId id, MemberId who) {
    Channel channel = fields.channels.get(id);
    Member member = fields.members.get(who);
    return channel != null
        && member != null
        && member.isActive()
        && (!channel.isAnnouncement()
            || member.isActiveSteward()
            || channel.posters().contains(who));
  }

  /** All invites, open, used, shut and over. */
  public Map<InviteId, RosterInvite> invites() {
    return fields.invites;
  }

  /** The invite with this id, or null. */
  public @Nullable RosterInvite invite(InviteId id) {
    return fields.invites.get(id);
  }

  /** The invite whose INVITE entry has this hash of 32 bytes, or null. */
  public @Nullable RosterInvite inviteByEntry(byte[] entryHash) {
    InviteId id = fields.inviteEntries.get(new KnownBytes(entryHash));
    return id == null ? null : fields.invites.get(id);
  }

  /** The last EPOCH entry, or null before the first. */
  public @Nullable EpochEntry epoch() {
    return fields.epoch;
  }

  /** When the last EPOCH entry was made, milliseconds; 0 before the first. */
  public long epochTime() {
    return fields.epochTime;
  }

  /** What moved the epoch since the last EPOCH entry. */
  public EpochDue epochDue() {
    return fields.epochDue;
  }

  /** The generation of the EPOCH that is due. */
  public int dueGeneration() {
    return fields.dueGeneration;
  }

  /** Whether a steward went or an office moved since the last EPOCH: what they share is spent. */
  public boolean isStewardSecretSpent() {
    return fields.stewardsChanged;
  }

  /** What the parts of a SUCCESSION at the head brought together, or null. */
  StateDraft.@Nullable Collected collected() {
    return fields.collected;
  }

  /** The commitment to the group's name, 32 bytes. */
  public byte[] groupNameCommitment() {
    return create().groupNameCommitment().clone();
  }

  /** What the rules found to be there before a change was made of it. */
  static <T> T existing(@Nullable T found) {
    if (found == null) {
      throw new AssertionError("a change to what the rules did not find");
    }
    return found;
  }

  /** A draft on top of this state, which is kept if it is one of the 64th. */
  StateDraft draft() {
    StateDraft draft = new StateDraft(fields);
    if (fields.seq >= 0 && fields.seq % KEPT_EVERY == 0) {
      draft.kept = draft.kept.append(this);
    }
    return draft;
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("there is no group before CREATE");
    }
    return value;
  }

  @Override
  public String toString() {
    return "RosterState[" + fields.seq + "]";
  }
}
