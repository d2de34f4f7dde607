package org.understory.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Entry;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryCodec;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Policies;
import org.understory.core.roster.Proposal;
import org.understory.core.roster.SignedApproval;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.SignedProposal;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/**
 * Who is in, read from entries a second time and without the code that is being tested: what it
 * does not allow, no client may have done.
 */
final class PlainRoster {
  final Map<DeviceId, MemberId> devices = new HashMap<>();
  final Map<DeviceId, byte[]> signingKeys = new HashMap<>();
  final Set<MemberId> members = new HashSet<>();
  final Set<MemberId> stewards = new HashSet<>();

  /** Revoked devices, with the number of the entry. */
  final Map<DeviceId, Long> gone = new HashMap<>();

  /** Linked devices, with who linked them, and the number of the entry. */
  private final Map<DeviceId, DeviceId> parents = new HashMap<>();

  private final Map<DeviceId, Long> since = new HashMap<>();

  /** INVITE entries that nobody used, by the hash of the entry, with the id of the invite. */
  private final Map<String, String> open = new HashMap<>();

  private @Nullable GroupId group;
  private long seq = -1;
  private int approvals = 1;
  private boolean epochDue;
  private long epochTime;
  private byte[] head = {};

  static PlainRoster of(Sealer sealer, List<SignedEntry> entries) {
    PlainRoster roster = new PlainRoster();
    for (SignedEntry entry : entries) {
      roster.apply(sealer, entry);
    }
    return roster;
  }

  boolean has(DeviceId device) {
    MemberId owner = devices.get(device);
    return owner != null && members.contains(owner) && !gone.containsKey(device);
  }

  /** Takes an entry in; throws where no rule could have let it pass. */
  void apply(Sealer sealer, SignedEntry signed) {
    Entry entry = signed.entry();
    require(entry.seq() == seq + 1, "an entry out of its place");
    require(seq < 0 || java.util.Arrays.equals(head, entry.prevHash()), "not on its head");
    if (entry.body() instanceof EntryBody.Create create) {
      group = GroupId.of(signed.hash(sealer));
      add(create.founder());
      stewards.add(create.founder().member());
    }
    byte[] key = signingKeys.get(entry.actor());
    require(key != null && has(entry.actor()), "an actor who is not in");
    require(
        sealer.verify(
            key == null ? new byte[32] : key,
            signed.signature(),
            "roster-entry",
            signed.entryBytes()),
        "a forged entry");
    boolean succession = entry.body() instanceof EntryBody.Succession;
    require(succession || stewards.contains(devices.get(entry.actor())), "an actor without office");
    require(voices(sealer, entry) >= needed(entry.body()), "fewer voices than it takes");
    authors.put(entry.seq(), entry.actor());
    epoch(entry);
    comesIn(sealer, signed);
    change(entry);
    seq = entry.seq();
    head = signed.hash(sealer);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  private int voices(Sealer sealer, Entry entry) {
    Set<MemberId> voices = new HashSet<>();
    voices.add(devices.get(entry.actor()));
    for (byte[] bytes : entry.approvals()) {
      try {
        SignedApproval approval = SignedApproval.decode(bytes);
        byte[] key = signingKeys.get(approval.approval().device());
        MemberId member = devices.get(approval.approval().device());
        if (key != null && stewards.contains(member) && approval.isSignedBy(sealer, key)) {
          voices.add(member);
        }
      } catch (InvalidWireException e) {
        throw new AssertionError("an approval that is none", e);
      }
    }
    return voices.size();
  }

  private int needed(EntryBody body) {
    if (body instanceof EntryBody.Add) {
      return Math.min(approvals, stewards.size());
    }
    if (stewards.size() < 3) {
      return 1;
    }
    return switch (body) {
      case EntryBody.DeviceRevoke revoke ->
          revoke.act().length == 0 && stewards.contains(revoke.member()) ? 2 : 1;
      case EntryBody.Remove remove ->
          !remove.isLeave() && remove.members().stream().anyMatch(stewards::contains) ? 2 : 1;
      case EntryBody.Role role ->
          (role.role() == EntryBody.Role.STEWARD && stewards.contains(role.member()))
                  || (role.role() == EntryBody.Role.MEMBER && role.consent().length > 0)
              ? 1
              : 2;
      case EntryBody.Policy policy -> policy.policy() == 1 ? 1 : 2;
      case EntryBody.Resolve resolve -> 2;
      case EntryBody.Space space -> 2;
      default -> 1;
    };
  }

  /** Nobody has new keys without a reason, but once an hour. */
  private void epoch(Entry entry) {
    switch (entry.body()) {
      case EntryBody.EpochEntry epoch -> {
        require(epochDue || entry.time() - epochTime >= 3_600_000, "new keys without a reason");
        epochDue = false;
        epochTime = entry.time();
      }
      case EntryBody.Create create -> epochDue = true;
      case EntryBody.Add add -> epochDue = true;
      case EntryBody.Remove remove -> epochDue = true;
      case EntryBody.Role role -> epochDue = true;
      case EntryBody.DeviceAdd add -> epochDue = true;
      case EntryBody.DeviceRevoke revoke -> epochDue = true;
      case EntryBody.Resolve resolve -> epochDue = true;
      case EntryBody.Succession succession -> epochDue = true;
      default -> {}
    }
  }

  /** Who comes in does so by an open invite, or by a device of its own member. */
  private void comesIn(Sealer sealer, SignedEntry signed) {
    switch (signed.entry().body()) {
      case EntryBody.Invite invite ->
          open.put(Hex.of(signed.hash(sealer)), Hex.of(invite.invite().bytes()));
      case EntryBody.InviteRevoke revoke ->
          revoke.invites().forEach(id -> open.values().remove(Hex.of(id.bytes())));
      case EntryBody.Add add ->
          require(open.remove(Hex.of(add.inviteEntry())) != null, "in without an open invite");
      case EntryBody.DeviceAdd add when !add.isRecovery() -> {
        DeviceId parent = DeviceId.of(add.parent());
        Proposal act = proposal(sealer, add.act());
        require(
            has(parent)
                && act != null
                && act.device().equals(parent)
                && add.device().member().equals(devices.get(parent))
                && act.act() instanceof Act.DeviceAdd asked
                && asked.device().sameAs(add.device()),
            "a device that no device of its member asked for");
      }
      case EntryBody.DeviceRevoke revoke when revoke.act().length > 0 -> {
        Proposal act = proposal(sealer, revoke.act());
        require(
            act != null
                && revoke.member().equals(devices.get(act.device()))
                && act.act() instanceof Act.DeviceRevoke asked
                && revoke.devices().stream().allMatch(id -> goes(id, asked, act.rosterSeq()))
                && asked.devices().stream()
                    .allMatch(id -> gone.containsKey(id) || revoke.devices().contains(id)),
            "devices taken away in their member's name");
      }
      default -> {}
    }
  }

  /** Named by the member's own act; or linked by one that is, after the act was signed. */
  private boolean goes(DeviceId id, Act.DeviceRevoke asked, long seq) {
    DeviceId parent = parents.get(id);
    return asked.devices().contains(id)
        || (since.getOrDefault(id, 0L) > seq && parent != null && comesFrom(parent, asked));
  }

  private boolean comesFrom(DeviceId id, Act.DeviceRevoke asked) {
    DeviceId parent = parents.get(id);
    return asked.devices().contains(id) || (parent != null && comesFrom(parent, asked));
  }

  private @Nullable Proposal proposal(Sealer sealer, byte[] act) {
    try {
      return group == null
          ? null
          : SignedProposal.decode(act).verify(sealer, group, signingKeys::get);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private void change(Entry entry) {
    switch (entry.body()) {
      case EntryBody.Add add -> add(add.device());
      case EntryBody.DeviceAdd add -> {
        add(add.device());
        since.put(add.device().device(), entry.seq());
        if (!add.isRecovery()) {
          parents.put(add.device().device(), DeviceId.of(add.parent()));
        }
      }
      case EntryBody.Remove remove -> remove.members().forEach(this::remove);
      case EntryBody.Role role -> {
        members.add(role.member());
        if (role.role() == EntryBody.Role.STEWARD) {
          stewards.add(role.member());
        } else {
          stewards.remove(role.member());
        }
      }
      case EntryBody.DeviceRevoke revoke ->
          revoke.devices().forEach(id -> gone.putIfAbsent(id, entry.seq()));
      case EntryBody.Policy policy when policy.policy() == Policies.APPROVALS ->
          approvals = (int) policy.value();
      case EntryBody.Resolve resolve -> resolve(resolve, entry.seq());
      default -> {}
    }
  }

  private void add(DeviceKeys keys) {
    devices.put(keys.device(), keys.member());
    signingKeys.put(keys.device(), keys.signingKey());
    members.add(keys.member());
  }

  private void remove(MemberId member) {
    members.remove(member);
    stewards.remove(member);
  }

  private void resolve(EntryBody.Resolve resolve, long at) {
    resolve.removed().forEach(this::remove);
    resolve.demoted().forEach(stewards::remove);
    resolve.revoked().forEach(id -> gone.putIfAbsent(id, at));
    try {
      DeviceId loser = EntryCodec.decode(resolve.loser()).entry().actor();
      both(loser, resolve.forkSeq(), at);
    } catch (InvalidWireException e) {
      throw new AssertionError("a RESOLVE against no entry", e);
    }
  }

  /** Authors by number, for who signed both. */
  final Map<Long, DeviceId> authors = new HashMap<>();

  private void both(DeviceId loser, long from, long at) {
    for (Map.Entry<Long, DeviceId> one : authors.entrySet()) {
      if (one.getKey() >= from
          && java.util.Objects.equals(devices.get(loser), devices.get(one.getValue()))) {
        gone.putIfAbsent(loser, at);
        stewards.removeIf(id -> id.equals(devices.get(loser)));
        return;
      }
    }
  }
}
