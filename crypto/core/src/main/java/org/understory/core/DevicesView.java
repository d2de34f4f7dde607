package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberDevice;
import org.understory.core.view.Devices;
import org.understory.core.view.JsonWriter;

/** Shows devices, linking, recovery and what went missing. */
final class DevicesView {
  private final Device device;
  private final Membership membership;
  private final OwnDevices own;

  DevicesView(Device device, Membership membership, OwnDevices own) {
    this.device = device;
    this.membership = membership;
    this.own = own;
  }

  Devices devices() {
    Devices.@Nullable Linking linking = own.giving.view();
    return new Devices(
        linking == null ? own.taking.view() : linking,
        own.recoveries.views(),
        new Devices.Sheet(own.sheets.state(), own.shares.holders(), own.shares.needed()),
        own.shares.held(),
        own.alerts.views(),
        own.gaps.views());
  }

  /** The devices of a member, the first one first. */
  List<Devices.Device> of(Member member) {
    List<Devices.Device> shown = new ArrayList<>();
    for (MemberDevice one : member.devices()) {
      shown.add(
          new Devices.Device(
              one.id().hex(),
              one.id().equals(device.keys().device()),
              member.holdsOfficeWith(one.id()),
              one.parent() == null ? null : one.parent().hex(),
              origin(member, one),
              one.sinceTime(),
              state(member, one),
              own.alerts.isUnseen(one.id())));
    }
    return shown;
  }

  private Devices.DeviceState state(Member member, MemberDevice one) {
    if (!member.isActive() || one.isRevoked()) {
      return Devices.DeviceState.REVOKED;
    }
    return membership.isCutOff(one.id()) ? Devices.DeviceState.LEAVING : Devices.DeviceState.ACTIVE;
  }

  private static Devices.Origin origin(Member member, MemberDevice one) {
    if (one.parent() != null) {
      return Devices.Origin.LINK;
    }
    return one.sinceSeq() == member.sinceSeq() ? Devices.Origin.FIRST : Devices.Origin.SHEET;
  }

  /**
   * For the query {@code deviceTree}: what goes when these do, and which of it may be kept.
   *
   * @param ids of devices of one member, with a space between
   */
  String tree(String ids) {
    List<String> named = DeviceActs.words(ids);
    for (Member member : membership.state().members().values()) {
      List<DeviceId> gone = new ArrayList<>();
      List<DeviceId> linked = new ArrayList<>();
      for (MemberDevice one : member.devices()) {
        boolean below = one.parent() != null && gone.contains(one.parent());
        if (named.contains(one.id().hex()) || below) {
          gone.add(one.id());
        }
        if (below && !named.contains(one.id().hex()) && !one.isRevoked()) {
          linked.add(one.id());
        }
      }
      gone.removeIf(id -> membership.state().deviceOf(id) == null);
      if (!gone.isEmpty()) {
        return new JsonWriter()
            .beginObject()
            .strings("revoked", gone.stream().map(DeviceId::hex).toList())
            .strings("wouldKeep", linked.stream().map(DeviceId::hex).toList())
            .endObject()
            .text();
      }
    }
    return "null";
  }
}
