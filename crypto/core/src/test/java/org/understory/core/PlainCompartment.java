package org.understory.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.understory.core.compartment.CompartmentBody;
import org.understory.core.compartment.CompartmentEntry;
import org.understory.core.compartment.SignedCompartmentEntry;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.SignedApproval;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/**
 * Who is in a compartment, read from its chain a second time and without the code that is being
 * tested: what it does not allow, no client may have done.
 */
final class PlainCompartment {
  /** By whom, since which entry. */
  final Map<MemberId, Long> members = new TreeMap<>(Comparator.comparing(MemberId::hex));

  final Set<MemberId> keepers = new HashSet<>();

  /** Who was in it before. */
  final Set<MemberId> once = new HashSet<>();

  private int approvals = 1;
  private boolean epochDue;
  private long epochTime;
  private long epochGroupSeq;
  private long seq = -1;
  private byte[] head = {};

  /** Whether a device is in it, by the group's roster of the same reader. */
  boolean has(PlainRoster group, DeviceId device) {
    MemberId member = group.devices.get(device);
    return member != null && group.has(device) && members.containsKey(member);
  }

  /** Takes an entry in; throws where no rule could have let it pass. */
  void apply(Sealer sealer, PlainRoster group, SignedCompartmentEntry signed) {
    CompartmentEntry entry = signed.entry();
    require(entry.seq() == seq + 1, "an entry of a compartment out of its place");
    require(seq < 0 || java.util.Arrays.equals(head, entry.prevHash()), "not on its head");
    byte[] key = group.signingKeys.get(entry.actor());
    require(
        key != null
            && sealer.verify(key, signed.signature(), "compartment-entry", signed.entryBytes()),
        "a forged entry of a compartment");
    MemberId actor = group.devices.get(entry.actor());
    if (actor == null || (seq >= 0 && !members.containsKey(actor))) {
      throw new AssertionError("changed by who is not in the compartment");
    }
    judge(sealer, group, entry, actor);
    change(entry);
    seq = entry.seq();
    head = signed.hash(sealer);
  }

  private void judge(Sealer sealer, PlainRoster group, CompartmentEntry entry, MemberId actor) {
    switch (entry.body()) {
      case CompartmentBody.Create create -> require(seq < 0, "created twice");
      case CompartmentBody.Add add ->
          voices(sealer, group, entry, actor, Math.min(approvals, keepers.size()));
      case CompartmentBody.Remove remove -> {
        boolean clean = remove.members().stream().noneMatch(group.members::contains);
        boolean leaves = remove.members().equals(List.of(actor));
        boolean office = remove.members().stream().anyMatch(keepers::contains);
        if (!clean && !leaves) {
          voices(sealer, group, entry, actor, office ? threshold() : 1);
        }
      }
      case CompartmentBody.Role role ->
          voices(sealer, group, entry, actor, role.member().equals(actor) ? 1 : threshold());
      case CompartmentBody.Policy policy ->
          voices(
              sealer,
              group,
              entry,
              actor,
              policy.policy() == CompartmentBody.Policy.TIMER ? 1 : threshold());
      case CompartmentBody.Epoch epoch ->
          require(
              epochDue
                  || (keepers.contains(actor) && entry.time() - epochTime >= 3_600_000)
                  || lostDevice(group, entry.groupSeq()),
              "new keys of a compartment without a reason");
    }
  }

  private int threshold() {
    return keepers.size() >= 3 ? 2 : 1;
  }

  private boolean lostDevice(PlainRoster group, long until) {
    for (Map.Entry<DeviceId, Long> gone : group.gone.entrySet()) {
      if (members.containsKey(group.devices.get(gone.getKey()))
          && gone.getValue() > epochGroupSeq
          && gone.getValue() <= until) {
        return true;
      }
    }
    return false;
  }

  private void voices(
      Sealer sealer, PlainRoster group, CompartmentEntry entry, MemberId actor, int needed) {
    Set<MemberId> voices = new HashSet<>(Set.of(actor));
    for (byte[] bytes : entry.approvals()) {
      try {
        SignedApproval approval = SignedApproval.decode(bytes);
        byte[] key = group.signingKeys.get(approval.approval().device());
        MemberId member = group.devices.get(approval.approval().device());
        if (key != null
            && member != null
            && sealer.verify(
                key, approval.signature(), "compartment-approval", approval.approvalBytes())) {
          voices.add(member);
        }
      } catch (InvalidWireException e) {
        throw new AssertionError("an approval that is none", e);
      }
    }
    require(keepers.containsAll(voices), "changed by who does not keep the compartment");
    require(voices.size() >= needed, "fewer keepers than it takes");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  private void change(CompartmentEntry entry) {
    boolean closes = entry.body() instanceof CompartmentBody.Epoch;
    switch (entry.body()) {
      case CompartmentBody.Create create -> {
        create.members().forEach(id -> members.put(id, 0L));
        keepers.addAll(create.keepers());
      }
      case CompartmentBody.Add add -> add.members().forEach(id -> members.put(id, entry.seq()));
      case CompartmentBody.Remove remove -> {
        remove.members().forEach(members::remove);
        once.addAll(remove.members());
        remove.members().forEach(keepers::remove);
        if (keepers.isEmpty()) {
          List<MemberId> longest = new ArrayList<>(members.keySet());
          longest.sort(Comparator.comparing((MemberId id) -> members.getOrDefault(id, 0L)));
          keepers.addAll(longest.subList(0, Math.min(2, longest.size())));
        }
      }
      case CompartmentBody.Role role -> {
        keepers.add(role.member());
        if (role.role() == CompartmentBody.Role.MEMBER) {
          keepers.remove(role.member());
        }
      }
      case CompartmentBody.Policy policy -> {
        if (policy.policy() == CompartmentBody.Policy.APPROVALS) {
          approvals = policy.value();
        }
      }
      case CompartmentBody.Epoch epoch -> {
        epochTime = entry.time();
        epochGroupSeq = entry.groupSeq();
      }
    }
    epochDue =
        !closes
            && (epochDue
                || !(entry.body() instanceof CompartmentBody.Policy
                    || entry.body() instanceof CompartmentBody.Role));
  }
}
