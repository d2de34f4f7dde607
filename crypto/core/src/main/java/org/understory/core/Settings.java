package org.understory.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.content.MessageId;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.Sealer;
import org.understory.signal.codec.Bytes;
import org.understory.wire.id.LogId;

/**
 * What a person keeps about channels and people on this device: nobody else learns of it. A draft
 * goes with what it answers, and when a message written at that time would have disappeared.
 */
final class Settings {
  private static final String CHANNEL = "cf/";
  private static final String DRAFT = "dr/";
  private static final String BLOCKED = "bl/";
  private static final int ID = 16;

  /** For good. */
  static final long ALWAYS = -1;

  private final Device device;
  private final Circles circles;

  Settings(Device device, Circles circles, Messages messages) {
    this.device = device;
    this.circles = circles;
    messages.whenGone(this::gone);
  }

  /**
   * Of a channel.
   *
   * @param mutedUntil milliseconds; 0: not muted; {@link #ALWAYS}
   */
  record Of(long mutedUntil, boolean favourite, boolean archived) {}

  /**
   * Something begun.
   *
   * @param replyTo null when it answers nothing
   */
  record Draft(String text, @Nullable MessageId replyTo) {
    @Override
    public String toString() {
      return "Draft";
    }
  }

  Of of(LogId channel) {
    byte[] row = device.rows.get(CHANNEL + channel.hex());
    if (row == null) {
      return new Of(0, false, false);
    }
    long until = Sealer.u64(row, 1);
    boolean over = until != ALWAYS && until <= device.now();
    return new Of(over ? 0 : until, (row[0] & 1) != 0, (row[0] & 2) != 0);
  }

  void set(LogId channel, Of to) {
    byte[] flags = {(byte) ((to.favourite() ? 1 : 0) | (to.archived() ? 2 : 0))};
    device.rows.put(CHANNEL + channel.hex(), Bytes.concat(flags, Sealer.u64(to.mutedUntil())));
    device.changed();
  }

  // ---- drafts

  @Nullable Draft draft(LogId channel) {
    byte[] row = device.rows.get(DRAFT + channel.hex());
    if (row == null) {
      return null;
    }
    byte[] id = Bytes.slice(row, Long.BYTES, Long.BYTES + ID);
    boolean answers = false;
    for (byte part : id) {
      answers |= part != 0;
    }
    String text = new String(Bytes.slice(row, Long.BYTES + ID, row.length), StandardCharsets.UTF_8);
    return new Draft(text, answers ? MessageId.of(id) : null);
  }

  void draft(LogId channel, String text, @Nullable MessageId replyTo) {
    String key = DRAFT + channel.hex();
    if (text.isEmpty()) {
      device.rows.delete(key);
    } else {
      int timer = circles.of(channel).timer(channel);
      long life = timer == 0 ? device.expiry().capSeconds() : timer;
      long until = device.now() + life * 1000;
      byte[] id = replyTo == null ? new byte[ID] : replyTo.bytes();
      byte[] words = text.getBytes(StandardCharsets.UTF_8);
      byte[] row = Bytes.concat(Bytes.concat(Sealer.u64(until), id), words);
      device.rows.put(key, row, until);
    }
    device.changed();
  }

  private void gone(LogId channel, MessageId message) {
    Draft draft = draft(channel);
    if (draft != null && message.equals(draft.replyTo())) {
      device.rows.delete(DRAFT + channel.hex());
    }
  }

  void forget(LogId channel) {
    device.rows.delete(DRAFT + channel.hex());
    device.rows.delete(CHANNEL + channel.hex());
  }

  void purge() {
    device.purge(DRAFT);
  }

  // ---- people

  boolean isBlocked(MemberId member) {
    return device.rows.has(BLOCKED + member.hex());
  }

  void block(MemberId member, boolean on) {
    if (on) {
      device.rows.put(BLOCKED + member.hex(), new byte[] {1});
    } else {
      device.rows.delete(BLOCKED + member.hex());
    }
    device.changed();
  }

  /** Ids of all that are blocked. */
  List<String> blocked() {
    List<String> ids = new ArrayList<>();
    device.rows.scan(BLOCKED).keySet().forEach(key -> ids.add(key.substring(BLOCKED.length())));
    return ids;
  }
}
