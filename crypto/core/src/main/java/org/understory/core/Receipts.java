package org.understory.core;

import java.util.Map;
import java.util.TreeMap;
import org.understory.core.content.Body;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.seal.Sealer;
import org.understory.core.view.JsonWriter;
import org.understory.wire.id.LogId;

/**
 * Tells the others, once a day and for a whole channel, that what was over is gone here, and counts
 * who told it ({@code docs/protocol.md#receipts}). It is what other devices say of themselves: one
 * that was changed can say it and keep everything.
 */
final class Receipts {
  static final long DAY_MILLIS = 86_400_000L;

  /** Among more nobody can do anything about one that is missing. */
  private static final int MOST_DEVICES = 100;

  private static final int SOONEST_MILLIS = 60_000;
  private static final int LATER_MILLIS = 1 << 20;

  /** The latest day that others told, by channel and device. */
  private static final String ROW = "gr/";

  /** Facts by channel: the day before which something ended; the day that was told here. */
  private static final String ENDED = "ended/";

  private static final String TOLD = "told/";

  private final Device device;
  private final Membership membership;
  private final Circles circles;
  private final Posting posting;
  private final SendGate gate;

  /** When a channel is told, drawn anew after each start. */
  private final Map<String, Long> due = new TreeMap<>();

  /** How many of a channel's devices told that what ended before a moment is gone. */
  record Gone(int on, int of, long before) {}

  Receipts(Device device, Membership membership, Circles circles, Posting posting, SendGate gate) {
    this.device = device;
    this.membership = membership;
    this.circles = circles;
    this.posting = posting;
    this.gate = gate;
  }

  /** A message was over and is gone from here; what refers to messages needs no telling. */
  void ended(MessageRow message) {
    if (message.target() != null) {
      return;
    }
    long day = message.expiry() / DAY_MILLIS + 1;
    String fact = ENDED + message.channel().hex();
    if (day > device.facts.number(fact)) {
      device.facts.number(fact, day);
    }
  }

  /** Another device told it. */
  void told(LogId channel, DeviceId by, int day) {
    String key = ROW + channel.hex() + "/" + by.hex();
    byte[] before = device.rows.get(key);
    boolean later = before == null || Sealer.u64(before, 0) < day;
    if (later && day <= device.now() / DAY_MILLIS + 1) {
      device.rows.put(key, Sealer.u64((long) day));
      device.changed();
    }
  }

  void tick() {
    if (device.facts.phase() != Phase.READY || device.greeting() == null) {
      return;
    }
    long today = device.now() / DAY_MILLIS;
    for (LogId channel : circles.all()) {
      long ended = device.facts.number(ENDED + channel.hex());
      if (ended > device.facts.number(TOLD + channel.hex()) && ended <= today && counts(channel)) {
        Long at = due.get(channel.hex());
        if (at == null) {
          int later = (device.random(1)[0] & 0xFF) * (LATER_MILLIS >> 8);
          due.put(channel.hex(), device.now() + SOONEST_MILLIS + later);
        } else if (device.now() >= at && gate.held(channel) == null) {
          due.remove(channel.hex());
          device.facts.number(TOLD + channel.hex(), today);
          posting.post(channel, new Body.Receipt((int) today), 0, false);
        }
      }
    }
  }

  private boolean counts(LogId channel) {
    return !membership.isAnnouncement(channel)
        && circles.of(channel).others().size() < MOST_DEVICES;
  }

  Gone gone(LogId channel) {
    long day = device.facts.number(TOLD + channel.hex());
    if (day == 0 || !counts(channel)) {
      return new Gone(0, 0, 0);
    }
    int on = 1;
    int of = 1;
    for (DeviceKeys other : circles.of(channel).others()) {
      byte[] told = device.rows.get(ROW + channel.hex() + "/" + other.device().hex());
      on += told != null && Sealer.u64(told, 0) >= day ? 1 : 0;
      of++;
    }
    return new Gone(on, of, day * DAY_MILLIS);
  }

  String json(LogId channel) {
    Gone gone = gone(channel);
    return new JsonWriter()
        .beginObject()
        .member("gone", gone.on())
        .member("of", gone.of())
        .member("before", gone.before())
        .endObject()
        .text();
  }

  void forget(LogId channel) {
    device.rows.deleteAll(ROW + channel.hex() + "/");
    device.facts.bytes(ENDED + channel.hex(), null);
    device.facts.bytes(TOLD + channel.hex(), null);
  }
}
