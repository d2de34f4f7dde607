package org.understory.core;

import java.util.List;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
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
    DeviceKeys keys = member.device();
    return List.of(
        new Devices.Device(
            keys.device().hex(),
            keys.device().equals(device.keys().device()),
            member.role() == Member.Role.STEWARD,
            null,
            Devices.Origin.FIRST,
            member.sinceTime(),
            member.isActive() ? Devices.DeviceState.ACTIVE : Devices.DeviceState.REVOKED,
            false));
  }
}
