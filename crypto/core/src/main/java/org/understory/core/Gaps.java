package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.understory.core.seal.Sealer;
import org.understory.core.view.Devices;
import org.understory.signal.codec.Bytes;
import org.understory.wire.id.LogId;

/**
 * What stays unreadable after an absence, or is still waited for: from when to when, per channel
 * ({@code docs/protocol.md#healing}). Only what the server no longer has is a gap of its own; what
 * came and waits for a key is counted from what is kept of it.
 */
final class Gaps {
  private static final String PREFIX = "ga/";
  private static final String PRESENT = "present";

  /** The time of the last presence is written this often. */
  private static final long NOTE_MILLIS = 60_000;

  /** A gap is shown for as long as its messages could have been. */
  private static final long SHOWN_MILLIS = 14 * 86_400_000L;

  private final Device device;
  private long lastPresent = -1;

  Gaps(Device device) {
    this.device = device;
  }

  /** This device is connected and has taken in all there was. */
  void present() {
    if (device.now() - device.facts.number(PRESENT) >= NOTE_MILLIS) {
      device.facts.number(PRESENT, device.now());
    }
  }

  /** A connection begins: from now on what is missing went missing since the last presence. */
  void connected() {
    lastPresent = device.facts.number(PRESENT);
  }

  /**
   * Entries of a channel's log are no more that this device has not taken in.
   *
   * @param upTo the position behind the last of them
   */
  void missing(LogId channel, long upTo) {
    String key = PREFIX + channel.hex();
    byte[] before = device.rows.get(key);
    boolean known = before != null && upTo <= number(before, 2);
    if (known || lastPresent <= 0 || lastPresent >= device.now()) {
      return; // told before, or it was never here before
    }
    long from = before == null ? lastPresent : Math.min(lastPresent, number(before, 0));
    device.rows.put(
        key, Bytes.concat(Sealer.u64(from), Sealer.u64(device.now()), Sealer.u64(upTo)));
    device.changed();
  }

  /** From, to, up to which position. */
  private static long number(byte[] row, int which) {
    return Sealer.u64(row, Long.BYTES * which);
  }

  void tick() {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(PREFIX).entrySet())) {
      if (device.now() - number(row.getValue(), 1) >= SHOWN_MILLIS) {
        device.rows.delete(row.getKey());
        device.changed();
      }
    }
  }

  List<Devices.Gap> views() {
    List<Devices.Gap> views = new ArrayList<>();
    for (Map.Entry<String, byte[]> row : device.rows.scan(PREFIX).entrySet()) {
      views.add(
          new Devices.Gap(
              row.getKey().substring(PREFIX.length()),
              number(row.getValue(), 0),
              number(row.getValue(), 1),
              Devices.GapReason.EXPIRED));
    }
    TreeMap<String, Devices.Gap> waiting = new TreeMap<>();
    for (byte[] row : device.rows.scan(Raw.PREFIX).values()) {
      Raw raw = Raw.decode(row);
      if (raw.reason().pending()) {
        String channel = raw.channel().hex();
        Devices.Gap before = waiting.get(channel);
        waiting.put(
            channel,
            new Devices.Gap(
                channel,
                before == null ? raw.at() : Math.min(before.from(), raw.at()),
                before == null ? raw.at() : Math.max(before.to(), raw.at()),
                Devices.GapReason.WAITING));
      }
    }
    views.addAll(waiting.values());
    return views;
  }
}
