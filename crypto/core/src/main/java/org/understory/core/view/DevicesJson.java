package org.understory.core.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Devices} as JSON. */
final class DevicesJson {
  private DevicesJson() {}

  static void write(JsonWriter out, Devices devices) {
    linking(out, devices.linking());
    out.beginArray("recoveries");
    for (Devices.Recovery recovery : devices.recoveries()) {
      out.beginObject()
          .member("id", recovery.id())
          .member("member", recovery.member())
          .member("at", recovery.at())
          .member("mine", recovery.mine())
          .optional("effectiveAt", recovery.effectiveAt())
          .member("deciding", recovery.deciding())
          .endObject();
    }
    out.endArray()
        .beginObject("sheet")
        .word("state", devices.sheet().state())
        .strings("holders", devices.sheet().holders())
        .member("needed", devices.sheet().needed())
        .endObject()
        .beginArray("heldShares");
    for (Devices.HeldShare share : devices.shares()) {
      out.beginObject()
          .member("owner", share.owner())
          .member("index", share.index())
          .numbers("words", share.words())
          .endObject();
    }
    out.endArray().beginArray("alerts");
    for (Devices.Alert alert : devices.alerts()) {
      out.beginObject()
          .member("id", alert.id())
          .word("kind", alert.kind())
          .member("at", alert.at())
          .member("device", alert.device())
          .endObject();
    }
    out.endArray().beginArray("gaps");
    for (Devices.Gap gap : devices.gaps()) {
      out.beginObject()
          .member("channel", gap.channel())
          .member("from", gap.from())
          .member("to", gap.to())
          .word("why", gap.why())
          .endObject();
    }
    out.endArray();
  }

  static void devices(JsonWriter out, List<Devices.Device> devices) {
    out.beginArray("devices");
    for (Devices.Device device : devices) {
      out.beginObject()
          .member("id", device.id())
          .member("me", device.me())
          .member("office", device.office())
          .member("parent", device.parent())
          .word("by", device.by())
          .member("since", device.since())
          .word("state", device.state())
          .member("unseen", device.unseen())
          .endObject();
    }
    out.endArray();
  }

  private static void linking(JsonWriter out, Devices.@Nullable Linking linking) {
    if (linking == null) {
      out.member("linking", (String) null);
      return;
    }
    out.beginObject("linking")
        .member("side", linking.old() ? "old" : "new")
        .word("stage", linking.stage())
        .member("code", linking.code())
        .numbers("words", linking.words())
        .numbers("check", linking.check())
        .member("confirmed", linking.confirmed())
        .member("until", linking.until())
        .endObject();
  }
}
