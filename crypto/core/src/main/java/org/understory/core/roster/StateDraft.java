package org.understory.core.roster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;

/**
 * The fields of a {@link RosterState}, or of one in the making. Lists and maps are replaced, never
 * changed, so states share what they have in common.
 */
final class StateDraft {
  @Nullable GroupId expected;
  @Nullable GroupId group;
  @Nullable Create create;
  long seq = -1;
  byte[] head = {};
  long time;
  PersistentMap<MemberId, Member> members = PersistentMap.none();
  PersistentMap<DeviceId, MemberId> owners = PersistentMap.none();
  PersistentMap<MailboxId, DeviceId> mailboxes = PersistentMap.none();
  PersistentMap<LogId, Channel> channels = PersistentMap.none();
  PersistentMap<InviteId, RosterInvite> invites = PersistentMap.none();
  PersistentMap<KnownBytes, InviteId> inviteEntries = PersistentMap.none();

  /** Every key that serves or served a purpose here, with the entry that brought it. */
  PersistentMap<KnownBytes, Long> keys = PersistentMap.none();

  /** Hashes of the proposals and recoveries that were carried out or refused. */
  PersistentMap<KnownBytes, Long> spent = PersistentMap.none();

  /** Hashes of approvals that entries cited, and when: since {@link #citedSince}, and before. */
  PersistentMap<KnownBytes, Long> cited = PersistentMap.none();

  PersistentMap<KnownBytes, Long> citedBefore = PersistentMap.none();
  long citedSince;

  List<MemberId> stewards = List.of();
  int active;
  Policies policies = Policies.of(0);
  @Nullable String origin;
  @Nullable EpochEntry epoch;
  long epochTime;
  EpochDue epochDue = EpochDue.NONE;
  int dueGeneration;
  boolean stewardsChanged;
  @Nullable Collected collected;

  /** All applied entries with their hashes, by number. */
  PersistentList<Link> line = PersistentList.none();

  /** The states behind the entries 0, 64, 128, ...: from there any other is a short replay. */
  PersistentList<RosterState> kept = PersistentList.none();

  /** An applied entry with its hash. */
  record Link(SignedEntry entry, byte[] hash) {}

  /**
   * What the parts of a SUCCESSION brought together so far.
   *
   * @param first the first part
   * @param endorsers members
   */
  record Collected(EntryBody.Succession first, List<MemberId> endorsers, int parts) {}

  StateDraft() {}

  StateDraft(StateDraft from) {
    expected = from.expected;
    group = from.group;
    create = from.create;
    seq = from.seq;
    head = from.head;
    time = from.time;
    members = from.members;
    owners = from.owners;
    mailboxes = from.mailboxes;
    channels = from.channels;
    invites = from.invites;
    inviteEntries = from.inviteEntries;
    keys = from.keys;
    spent = from.spent;
    cited = from.cited;
    citedBefore = from.citedBefore;
    citedSince = from.citedSince;
    stewards = from.stewards;
    active = from.active;
    policies = from.policies;
    origin = from.origin;
    epoch = from.epoch;
    epochTime = from.epochTime;
    epochDue = from.epochDue;
    dueGeneration = from.dueGeneration;
    stewardsChanged = from.stewardsChanged;
    collected = from.collected;
    line = from.line;
    kept = from.kept;
  }

  void create(GroupId id, Create body) {
    group = id;
    create = body;
    policies = Policies.of(body.suite());
  }

  /** A new member, or a known one as it is now; notes the keys and devices that it brings. */
  void member(Member now) {
    Member before = members.get(now.id());
    members = members.with(now.id(), now);
    active += (now.isActive() ? 1 : 0) - (before != null && before.isActive() ? 1 : 0);
    boolean was = before != null && before.isActiveSteward();
    if (was != now.isActiveSteward()) {
      List<MemberId> changed = new ArrayList<>(stewards);
      if (was) {
        changed.remove(now.id());
        stewardsChanged = true;
      } else {
        changed.add(now.id());
      }
      stewards = List.copyOf(changed);
    }
    for (MemberDevice device : now.devices()) {
      if (!owners.containsKey(device.id())) {
        device(now.id(), device.keys());
      }
    }
    know(now.recoveryKey());
    if (now.office() != null) {
      know(now.office().stewardKey());
    }
  }

  private void device(MemberId owner, DeviceKeys device) {
    owners = owners.with(device.device(), owner);
    mailboxes = mailboxes.with(device.mailbox(), device.device());
    know(device.identityPoint());
    know(device.signingKey());
    know(device.sealingKey());
    know(device.ownerKey());
  }

  /** Notes a key, so that it serves no second purpose; empty: none. */
  void know(byte[] key) {
    if (key.length != 0) {
      KnownBytes known = new KnownBytes(key);
      if (!keys.containsKey(known)) {
        keys = keys.with(known, seq + 1);
      }
    }
  }

  /** Notes the hash of a proposal or recovery that counts no further time. */
  void spend(byte[] hash) {
    spent = spent.with(new KnownBytes(hash), seq + 1);
  }

  /**
   * Notes the hash of an approval that counts no further time. Both maps together hold it until it
   * is too old to count at all; then the older one is let go as a whole.
   */
  void cite(byte[] hash, long at) {
    if (at - citedSince > Voices.MAX_AGE) {
      citedBefore = cited;
      cited = PersistentMap.none();
      citedSince = at;
    }
    cited = cited.with(new KnownBytes(hash), at);
  }

  void channel(Channel channel) {
    channels = channels.with(channel.id(), channel);
    know(channel.postKey());
  }

  void invite(RosterInvite invite) {
    InviteId id = invite.body().invite();
    if (!invites.containsKey(id)) {
      inviteEntries = inviteEntries.with(new KnownBytes(invite.entryHash()), id);
      know(invite.body().dropKey());
      know(invite.body().requestKey());
    }
    invites = invites.with(id, invite);
  }

  void epoch(EpochEntry entry, long at) {
    know(entry.rescueKey());
    epoch = entry;
    epochTime = at;
    epochDue = EpochDue.NONE;
    stewardsChanged = false;
  }

  void due(EpochDue due) {
    epochDue = due;
    dueGeneration = epoch == null ? 1 : epoch.generation() + (due == EpochDue.GENERATION ? 1 : 0);
  }

  /** Moves the head on to {@code signed}; the state is finished. */
  RosterState at(SignedEntry signed, byte[] hash) {
    Entry entry = signed.entry();
    seq = entry.seq();
    head = hash;
    time = entry.time();
    line = line.append(new Link(signed, hash));
    if (!(entry.body() instanceof EntryBody.Succession)) {
      collected = null;
    }
    return new RosterState(new StateDraft(this));
  }
}
