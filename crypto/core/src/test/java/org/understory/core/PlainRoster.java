package org.understory.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Entry;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryCodec;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.SignedApproval;
import org.understory.core.roster.SignedEntry;
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
  private final Set<DeviceId> gone = new HashSet<>();
  private long seq = -1;
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
    return owner != null && members.contains(owner) && !gone.contains(device);
  }

  /** Takes an entry in; throws where no rule could have let it pass. */
  void apply(Sealer sealer, SignedEntry signed) {
    Entry entry = signed.entry();
    require(entry.seq() == seq + 1, "an entry out of its place");
    require(seq < 0 || java.util.Arrays.equals(head, entry.prevHash()), "not on its head");
    if (entry.body() instanceof EntryBody.Create create) {
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
    if (stewards.size() < 3) {
      return 1;
    }
    return switch (body) {
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

  private void change(Entry entry) {
    switch (entry.body()) {
      case EntryBody.Add add -> add(add.device());
      case EntryBody.DeviceAdd add -> add(add.device());
      case EntryBody.Remove remove -> remove.members().forEach(this::remove);
      case EntryBody.Role role -> {
        members.add(role.member());
        if (role.role() == EntryBody.Role.STEWARD) {
          stewards.add(role.member());
        } else {
          stewards.remove(role.member());
        }
      }
      case EntryBody.DeviceRevoke revoke -> gone.addAll(revoke.devices());
      case EntryBody.Resolve resolve -> resolve(resolve);
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

  private void resolve(EntryBody.Resolve resolve) {
    resolve.removed().forEach(this::remove);
    resolve.demoted().forEach(stewards::remove);
    gone.addAll(resolve.revoked());
    try {
      DeviceId loser = EntryCodec.decode(resolve.loser()).entry().actor();
      both(loser, resolve.forkSeq());
    } catch (InvalidWireException e) {
      throw new AssertionError("a RESOLVE against no entry", e);
    }
  }

  /** Authors by number, for who signed both. */
  final Map<Long, DeviceId> authors = new HashMap<>();

  private void both(DeviceId loser, long from) {
    for (Map.Entry<Long, DeviceId> one : authors.entrySet()) {
      if (one.getKey() >= from
          && java.util.Objects.equals(devices.get(loser), devices.get(one.getValue()))) {
        gone.add(loser);
        stewards.removeIf(id -> id.equals(devices.get(loser)));
        return;
      }
    }
  }
}
