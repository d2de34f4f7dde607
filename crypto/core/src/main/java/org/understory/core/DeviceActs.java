package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.IdList;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberDevice;

/** What a person does about devices: taking them away, the own or a member's. */
final class DeviceActs {
  private final Device device;
  private final Membership membership;
  private final Proposals proposals;
  private final Decisions decisions;

  DeviceActs(Device device, Membership membership, Proposals proposals, Decisions decisions) {
    this.device = device;
    this.membership = membership;
    this.proposals = proposals;
    this.decisions = decisions;
  }

  /**
   * Takes own devices away, at once for everyone who hears of it (PR-6).
   *
   * @param ids other devices of the own member
   * @param kept those that they linked, and that stay
   */
  String revoke(String ids, String kept) {
    Member self = membership.self();
    List<DeviceId> gone = self == null ? null : devices(self, ids);
    List<DeviceId> stay = self == null ? null : devices(self, kept);
    if (self == null
        || device.facts.phase() != Phase.READY
        || gone == null
        || stay == null
        || gone.isEmpty()) {
      return Codes.NO_SUCH;
    }
    boolean named = gone.contains(device.keys().device());
    withLinked(self, gone, stay);
    if (named) {
      return Codes.SELF;
    }
    if (!proposals.hasRoom()) {
      return Codes.BUSY;
    }
    proposals.post(new Act.DeviceRevoke(IdList.sorted(gone), IdList.sorted(stay), new byte[0]));
    return "";
  }

  /** A steward takes devices of a member away, with as many voices as removing the member needs. */
  String revokeOf(String memberId, String ids) {
    Member member = null;
    for (Member one : membership.state().activeMembers()) {
      member = one.id().hex().equals(memberId) ? one : member;
    }
    List<DeviceId> gone = member == null ? null : devices(member, ids);
    if (member != null && gone != null) {
      withLinked(member, gone, new ArrayList<>());
    }
    return member == null || gone == null || gone.isEmpty()
        ? Codes.NO_SUCH
        : decisions.propose(
            new EntryBody.DeviceRevoke(
                member.id(), IdList.sorted(gone), List.of(), new byte[0], new byte[0]),
            null);
  }

  /** What these linked goes with them, unless it is kept (RC-111). */
  private void withLinked(Member member, List<DeviceId> gone, List<DeviceId> kept) {
    List<DeviceId> line = new ArrayList<>(gone);
    for (MemberDevice one : member.devices()) {
      if (one.parent() != null && line.contains(one.parent()) && !line.contains(one.id())) {
        line.add(one.id());
        boolean self = one.id().equals(device.keys().device());
        if (self && !kept.contains(one.id())) {
          kept.add(one.id()); // who takes away what linked it does not mean itself
        }
        if (!one.isRevoked() && !kept.contains(one.id())) {
          gone.add(one.id());
        }
      }
    }
  }

  /** Active devices of a member, rising; null when one is none. */
  private @Nullable List<DeviceId> devices(Member member, String ids) {
    List<DeviceId> devices = new ArrayList<>();
    for (String id : words(ids)) {
      byte[] bytes = Hex.parse(id);
      DeviceId one = bytes.length == 16 ? DeviceId.of(bytes) : null;
      if (one == null || member.device(one) == null || membership.state().deviceOf(one) == null) {
        return null;
      }
      if (!devices.contains(one)) {
        devices.add(one);
      }
    }
    return IdList.sorted(devices);
  }

  /** Between single spaces; none of an empty text. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int space = text.indexOf(' ', from);
      int end = space < 0 ? text.length() : space;
      words.add(text.substring(from, end));
      from = end + 1;
    }
    return words;
  }
}
