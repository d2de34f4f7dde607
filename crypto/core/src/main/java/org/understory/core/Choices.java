package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Endorsement;
import org.understory.core.roster.IdList;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;

/**
 * Whom members want in the place of the stewards, as the open proposals say: who was named, who
 * agreed, and who endorsed ({@code docs/protocol.md#succession}).
 */
final class Choices {
  private final Device device;
  private final Membership membership;
  private final Proposals proposals;

  Choices(Device device, Membership membership, Proposals proposals) {
    this.device = device;
    this.membership = membership;
    this.proposals = proposals;
  }

  /** Whether somebody is in the group and no steward. */
  boolean isPlain(MemberId id) {
    Member member = membership.state().member(id);
    return member != null && member.isActive() && !member.isActiveSteward();
  }

  /** What candidates go by, in hexadecimal. */
  String name(Collection<MemberId> members) {
    byte[][] ids = members.stream().map(MemberId::bytes).toArray(byte[][]::new);
    return Hex.of(Arrays.copyOf(device.sealer.hash("candidates", ids), 16));
  }

  /** Who was named, and by whom first, by the name of the candidates. */
  Map<String, Proposals.Open> named() {
    Map<String, Proposals.Open> named = new TreeMap<>();
    for (Proposals.Open one : proposals.open()) {
      if (one.act() instanceof Act.Candidates candidates
          && proposals.holds(one)
          && candidates.members().stream().allMatch(this::isPlain)) {
        named.putIfAbsent(name(candidates.members()), one);
      }
    }
    return named;
  }

  Proposals.@Nullable Open ownOffice() {
    for (Proposals.Open one : proposals.open()) {
      if (one.act() instanceof Act.Office && proposals.isOwn(one)) {
        return one;
      }
    }
    return null;
  }

  /** The consents of all of these, by rising device id; none while one is missing. */
  List<Proposals.Open> offices(List<MemberId> members) {
    List<Proposals.Open> offices = new ArrayList<>();
    for (MemberId member : members) {
      Proposals.Open office = office(member);
      if (office == null) {
        return List.of();
      }
      offices.add(office);
    }
    offices.sort(
        (a, b) -> IdList.compare(a.proposal().device().bytes(), b.proposal().device().bytes()));
    return offices;
  }

  /** The consent of a member that everyone takes: of several that with the lowest id. */
  Proposals.@Nullable Open office(MemberId member) {
    RosterState state = membership.state();
    Proposals.Open lowest = null;
    for (Proposals.Open one : proposals.open()) {
      Member by = state.memberOf(one.proposal().device());
      if (one.act() instanceof Act.Office
          && by != null
          && by.id().equals(member)
          && membership.isActive(one.proposal().device())
          && proposals.holds(one)
          && (lowest == null || one.id().compareTo(lowest.id()) < 0)) {
        lowest = one;
      }
    }
    return lowest;
  }

  static List<byte[]> bytes(List<Proposals.Open> offices) {
    return offices.stream().map(one -> one.signed().encode()).toList();
  }

  byte[] hash(List<Proposals.Open> offices) {
    return device.sealer.hash("offices", bytes(offices).toArray(new byte[0][]));
  }

  /** The endorsements of these offices at this head, one a member. */
  List<Proposals.Open> endorsements(byte[] offices) {
    TreeMap<String, Proposals.Open> byMember = new TreeMap<>();
    for (Proposals.Open one : proposals.open()) {
      DeviceKeys by = membership.keysOf(one.proposal().device());
      if (one.act() instanceof Act.Endorse voice
          && by != null
          && isPlain(by.member())
          && Arrays.equals(voice.officesHash(), offices)
          && Endorsement.verify(device.sealer, membership.state(), by, offices, voice.signature())
          && (proposals.isOwn(one) || !byMember.containsKey(by.member().hex()))) {
        byMember.put(by.member().hex(), one);
      }
    }
    return List.copyOf(byMember.values());
  }

  /** The members who endorsed these candidates. */
  List<MemberId> voices(List<MemberId> members) {
    List<Proposals.Open> offices = offices(members);
    List<MemberId> voices = new ArrayList<>();
    for (Proposals.Open one :
        offices.isEmpty() ? List.<Proposals.Open>of() : endorsements(hash(offices))) {
      DeviceKeys by = membership.keysOf(one.proposal().device());
      if (by != null) {
        voices.add(by.member());
      }
    }
    return voices;
  }

  /** Whether as many have endorsed as it takes. */
  boolean isEnough(byte[] offices) {
    return endorsements(offices).size() >= needed();
  }

  int needed() {
    return Endorsement.needed(Rescue.plain(membership.state()));
  }
}
