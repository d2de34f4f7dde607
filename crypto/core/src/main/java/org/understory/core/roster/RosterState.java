package org.understory.core.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/**
 * The group as the applied entries say, at one head. A value: {@link Roster#apply} gives a new one
 * and leaves this one alone. Its maps keep the order of the entries and cannot be changed.
 *
 * <p>Before CREATE ({@link #isEmpty}) it has no group, space, members or channels; asking for group
 * or space then throws IllegalStateException.
 */
public final class RosterState {
  /** Before CREATE, of a group that is only being founded. */
  public static final RosterState EMPTY = new RosterState(new Draft());

  private final Draft fields;

  private RosterState(Draft fields) {
    this.fields = fields;
  }

  /** Before CREATE, of a group whose id a link names: no other group's CREATE applies. */
  public static RosterState awaiting(GroupId group) {
    Draft draft = new Draft();
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

  /** Those who may change the roster now. */
  public List<Member> stewards() {
    List<Member> stewards = new ArrayList<>();
    for (Member member : fields.members.values()) {
      if (member.isActiveSteward()) {
        stewards.add(member);
      }
    }
    return stewards;
  }

  /** The member with this id, also a removed one; null when there never was one. */
  public @Nullable Member member(MemberId id) {
    return fields.members.get(id);
  }

  /** Whose device this is, also a removed member's; null when there never was such a device. */
  public @Nullable Member memberOf(DeviceId device) {
    MemberId owner = fields.owners.get(device);
    return owner == null ? null : fields.members.get(owner);
  }

  /** The keys of an active member's device: the only ones to encrypt to. Null for any other. */
  public @Nullable DeviceKeys deviceOf(DeviceId device) {
    Member member = memberOf(device);
    return member != null && member.isActive() ? member.device() : null;
  }

  public Map<LogId, Channel> channels() {
    return fields.channels;
  }

  /** The channel with this id, or null. */
  public @Nullable Channel channel(LogId id) {
    return fields.channels.get(id);
  }

  /** All invites, open, used and over. */
  public Map<InviteId, RosterInvite> invites() {
    return fields.invites;
  }

  /** The invite with this id, or null. */
  public @Nullable RosterInvite invite(InviteId id) {
    return fields.invites.get(id);
  }

  /** The invite whose INVITE entry has this hash, or null. */
  public @Nullable RosterInvite inviteByEntry(byte[] entryHash) {
    for (RosterInvite invite : fields.invites.values()) {
      if (invite.is(entryHash)) {
        return invite;
      }
    }
    return null;
  }

  /** The last EPOCH entry, or null before the first. */
  public @Nullable EpochEntry epoch() {
    return fields.epoch;
  }

  /** What moved the epoch since the last EPOCH entry. */
  public EpochDue epochDue() {
    return fields.epochDue;
  }

  /** The entries that led here, newest first; null before CREATE. */
  @Nullable Past past() {
    return fields.past;
  }

  /** The applied entry with this number, or null. */
  public @Nullable SignedEntry entryAt(long seq) {
    Past at = Past.at(fields.past, seq);
    return at == null ? null : at.entry;
  }

  /** The hash of the applied entry with this number, 32 bytes, or null. */
  public byte @Nullable [] hashAt(long seq) {
    Past at = Past.at(fields.past, seq);
    return at == null ? null : at.hash();
  }

  /** Whether the entry with this number and hash was applied: whether that head is on this line. */
  public boolean holds(long seq, byte[] hash) {
    byte[] own = hashAt(seq);
    return own != null && Arrays.equals(own, hash);
  }

  /** The applied entries from this number on, in order. */
  public List<SignedEntry> entriesFrom(long seq) {
    List<SignedEntry> newestFirst = new ArrayList<>();
    for (Past at = fields.past; at != null && at.entry.entry().seq() >= seq; at = at.earlier) {
      newestFirst.add(at.entry);
    }
    Collections.reverse(newestFirst);
    return newestFirst;
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

  Draft draft() {
    return new Draft(fields);
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

  /** A state in the making. Its maps are replaced, never changed, so that states may share them. */
  static final class Draft {
    private @Nullable GroupId expected;
    private @Nullable GroupId group;
    private @Nullable Create create;
    private long seq = -1;
    private byte[] head = {};
    private long time;
    private Map<MemberId, Member> members = Map.of();
    private Map<DeviceId, MemberId> owners = Map.of();
    private Map<LogId, Channel> channels = Map.of();
    private Map<InviteId, RosterInvite> invites = Map.of();
    private @Nullable EpochEntry epoch;
    private EpochDue epochDue = EpochDue.NONE;
    private @Nullable Past past;

    private Draft() {}

    private Draft(Draft from) {
      expected = from.expected;
      group = from.group;
      create = from.create;
      seq = from.seq;
      head = from.head;
      time = from.time;
      members = from.members;
      owners = from.owners;
      channels = from.channels;
      invites = from.invites;
      epoch = from.epoch;
      epochDue = from.epochDue;
      past = from.past;
    }

    void create(GroupId id, Create body) {
      group = id;
      create = body;
    }

    void member(Member member) {
      members = with(members, member.id(), member);
      if (!owners.containsKey(member.device().device())) {
        owners = with(owners, member.device().device(), member.id());
      }
    }

    void channel(Channel channel) {
      channels = with(channels, channel.id(), channel);
    }

    void invite(RosterInvite invite) {
      invites = with(invites, invite.body().invite(), invite);
    }

    void epoch(EpochEntry entry) {
      epoch = entry;
      epochDue = EpochDue.NONE;
    }

    void epochDue(EpochDue due) {
      epochDue = due;
    }

    /** Remembers the entry that is being applied. */
    void past(Past newest) {
      past = newest;
    }

    /** Moves the head on to {@code entry}; the state is finished. */
    RosterState at(Entry entry, byte[] hash) {
      seq = entry.seq();
      head = hash;
      time = entry.time();
      return new RosterState(new Draft(this));
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
      Map<K, V> copy = new LinkedHashMap<>(map);
      copy.put(key, value);
      return Collections.unmodifiableMap(copy);
    }
  }
}
