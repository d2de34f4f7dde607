package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberDevice;
import org.understory.core.view.Devices;

/** Shows devices, linking, recovery and what went missing. */
final class DevicesView {
  private final Device device;

  DevicesView(Device device) {
    this.device = device;
  }

  Devices devices() {
    return new Devices(
        null,
        List.of(),
        new Devices.Sheet(Devices.SheetState.NONE, List.of(), 0),
        List.of(),
        List.of(),
        List.of());
  }

  /** The devices of a member, the first one first. */
  List<Devices.Device> of(Member member) {
    List<Devices.Device> shown = new ArrayList<>();
    for (MemberDevice one : member.devices()) {
      boolean active = member.isActive() && !one.isRevoked();
      shown.add(
          new Devices.Device(
              one.id().hex(),
              one.id().equals(device.keys().device()),
              member.holdsOfficeWith(one.id()),
              one.parent() == null ? null : one.parent().hex(),
              origin(member, one),
              one.sinceTime(),
              active ? Devices.DeviceState.ACTIVE : Devices.DeviceState.REVOKED,
              false));
    }
    return shown;
  }

  private static Devices.Origin origin(Member member, MemberDevice one) {
    if (one.parent() != null) {
      return Devices.Origin.LINK;
    }
    return one.sinceSeq() == member.sinceSeq() ? Devices.Origin.FIRST : Devices.Origin.SHEET;
  }
}
