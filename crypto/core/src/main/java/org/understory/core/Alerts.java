package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.Sealer;
import org.understory.core.view.Devices;

/** What the own person has to be told about the own devices, until it was looked at. */
final class Alerts {
  private static final String PREFIX = "al/";

  private final Device device;

  Alerts(Device device) {
    this.device = device;
  }

  /** An entry of the roster, newly applied. */
  void applied(SignedEntry entry) {
    long at = entry.entry().time();
    switch (entry.entry().body()) {
      case EntryBody.DeviceAdd add -> {
        boolean mine = add.device().member().equals(device.keys().member());
        if (mine && !isThis(add.device().device())) {
          raise(
              add.isRecovery()
                  ? Devices.AlertKind.OWN_RECOVERY
                  : Devices.AlertKind.OWN_DEVICE_ADDED,
              at,
              add.device().device());
        }
      }
      case EntryBody.DeviceRevoke revoke -> {
        for (DeviceId gone : revoke.devices()) {
          if (revoke.member().equals(device.keys().member()) && !isThis(gone)) {
            raise(Devices.AlertKind.OWN_DEVICE_REVOKED, at, gone);
          }
        }
      }
      default -> {}
    }
  }

  private boolean isThis(DeviceId id) {
    return id.equals(device.keys().device());
  }

  void raise(Devices.AlertKind kind, long at, DeviceId about) {
    byte[] row = Arrays.copyOf(Sealer.u64(at), 25);
    row[8] = (byte) kind.ordinal();
    System.arraycopy(about.bytes(), 0, row, 9, 16);
    device.rows.put(PREFIX + kind.ordinal() + about.hex(), row);
    device.changed();
  }

  /** It was looked at. */
  String seen(String id) {
    if (!device.rows.has(PREFIX + id)) {
      return Codes.NO_SUCH;
    }
    device.rows.delete(PREFIX + id);
    device.changed();
    return "";
  }

  /** Whether a device of the own came and was not looked at. */
  boolean isUnseen(DeviceId id) {
    return device.rows.has(PREFIX + Devices.AlertKind.OWN_DEVICE_ADDED.ordinal() + id.hex());
  }

  List<Devices.Alert> views() {
    List<Devices.Alert> views = new ArrayList<>();
    for (Map.Entry<String, byte[]> row : device.rows.scan(PREFIX).entrySet()) {
      String hex = Hex.of(row.getValue());
      views.add(
          new Devices.Alert(
              row.getKey().substring(PREFIX.length()),
              Devices.AlertKind.values()[row.getValue()[8]],
              Long.parseLong(hex.substring(0, 16), 16),
              hex.substring(18)));
    }
    return views;
  }
}
