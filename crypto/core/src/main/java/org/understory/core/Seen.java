package org.understory.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.understory.core.content.Content;
import org.understory.core.content.MessageId;
import org.understory.core.roster.DeviceId;
import org.understory.core.vault.Rows;
import org.understory.wire.id.LogId;

/**
 * Which messages were accepted: the highest number of each sender in each channel with a window of
 * 64 below it, and the ids of this run. What lies below the window counts as seen. The sender key
 * chain refuses repeats of what is older.
 */
final class Seen implements org.understory.core.content.Seen {
  private static final String PREFIX = "seen/";
  private static final int WINDOW = 64;

  private final Rows rows;
  private final Set<String> ids = new HashSet<>();

  Seen(Rows rows) {
    this.rows = rows;
  }

  void load() {
    for (byte[] row : rows.scan(MessageRow.PREFIX).values()) {
      MessageRow message = MessageRow.decode(row);
      ids.add(message.device().hex() + message.id().hex());
    }
  }

  void remember(Content content) {
    ids.add(content.device().hex() + content.id().hex());
    String key = key(content.device(), content.channel());
    byte[] row = rows.get(key);
    long highest = row == null ? 0 : number(row, 0);
    long window = row == null ? 0 : number(row, 8);
    long seq = content.seq();
    if (seq > highest) {
      long shift = seq - highest;
      window = shift >= WINDOW ? 0 : window << shift;
      window |= 1;
      highest = seq;
    } else {
      window |= 1L << (highest - seq);
    }
    byte[] next = new byte[16];
    put(next, 0, highest);
    put(next, 8, window);
    rows.put(key, next);
  }

  void forget(LogId channel) {
    for (String key : List.copyOf(rows.scan(PREFIX).keySet())) {
      if (key.endsWith("/" + channel.hex())) {
        rows.delete(key);
      }
    }
  }

  @Override
  public boolean message(DeviceId device, MessageId id) {
    return ids.contains(device.hex() + id.hex());
  }

  @Override
  public boolean seq(DeviceId device, LogId channel, long seq) {
    byte[] row = rows.get(key(device, channel));
    if (row == null) {
      return false;
    }
    long below = number(row, 0) - seq;
    return below >= 0 && (below >= WINDOW || (number(row, 8) >>> below & 1) != 0);
  }

  private static String key(DeviceId device, LogId channel) {
    return PREFIX + device.hex() + "/" + channel.hex();
  }

  private static long number(byte[] row, int from) {
    long value = 0;
    for (int i = from; i < from + 8; i++) {
      value = value << 8 | (row[i] & 0xFF);
    }
    return value;
  }

  private static void put(byte[] row, int from, long value) {
    for (int i = 0; i < 8; i++) {
      row[from + i] = (byte) (value >>> (56 - 8 * i));
    }
  }
}
