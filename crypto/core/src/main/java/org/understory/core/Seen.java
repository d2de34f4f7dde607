package org.understory.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.understory.core.content.Content;
import org.understory.core.content.MessageId;
import org.understory.core.roster.DeviceId;
import org.understory.core.seal.Sealer;
import org.understory.core.vault.Rows;
import org.understory.wire.id.LogId;

/**
 * Which messages were accepted: the highest number of each sender in each channel with a window of
 * 64 below it, and the ids of this run. What lies below the window counts as seen. The sender key
 * chain refuses repeats of what is older. What a sender's next message shows to be missing is told
 * with the next that is shown ({@code docs/protocol.md#content-chain}).
 */
final class Seen implements org.understory.core.content.Seen {
  private static final String PREFIX = "seen/";
  private static final int WINDOW = 64;

  /** What a row holds: three numbers, and the hash that the next content names. */
  private static final int HIGHEST = 0;

  private static final int BITS = 8;
  private static final int LACKING = 16;
  private static final int HASH = 24;
  private static final int ROW = 56;

  /** Stands for a lacking number when what came before is not what this one stood on. */
  private static final long ANOTHER = Long.MAX_VALUE;

  private final Rows rows;
  private final Set<String> ids = new HashSet<>();

  Seen(Rows rows) {
    this.rows = rows;
  }

  /** The keys of messages end with their device and id. */
  void load() {
    for (String prefix : new String[] {MessageRow.PREFIX, MessageRow.ABOUT}) {
      for (String key : rows.scan(prefix).keySet()) {
        ids.add(key.substring(key.length() - 64));
      }
    }
  }

  /**
   * Remembers an accepted content.
   *
   * @param next what its author's next content has as {@code prevHash}
   */
  void remember(Content content, byte[] next) {
    ids.add(content.device().hex() + content.id().hex());
    String key = key(content.device(), content.channel());
    byte[] row = rows.get(key);
    long seq = content.seq();
    long highest = row == null ? 0 : Sealer.u64(row, HIGHEST);
    long seen = row == null ? 0 : Sealer.u64(row, BITS);
    long lacking = row == null ? 0 : Sealer.u64(row, LACKING);
    byte[] kept = new byte[ROW];
    if (seq > highest) {
      if (row != null && seq > highest + 1) {
        lacking = seq - 1;
      } else if (row != null && !sameHash(row, content.prevHash())) {
        lacking = ANOTHER;
      }
      long shift = seq - highest;
      seen = (shift >= WINDOW ? 0 : seen << shift) | 1;
      highest = seq;
      System.arraycopy(next, 0, kept, HASH, next.length);
    } else {
      seen |= 1L << (highest - seq);
      lacking = lacking == seq ? 0 : lacking;
      if (row != null) {
        System.arraycopy(row, HASH, kept, HASH, ROW - HASH);
      }
    }
    put(kept, HIGHEST, highest);
    put(kept, BITS, seen);
    put(kept, LACKING, lacking);
    rows.put(key, kept);
  }

  /** The number of a message that is lacking before what came last, told once; 0: none. */
  long takeLacking(DeviceId device, LogId channel) {
    byte[] row = rows.get(key(device, channel));
    long lacking = row == null ? 0 : Sealer.u64(row, LACKING);
    if (row != null && lacking != 0) {
      byte[] told = row.clone();
      put(told, LACKING, 0);
      rows.put(key(device, channel), told);
    }
    return lacking;
  }

  /**
   * Whether a message that was lacking still is: it did not come, or what follows it stood on
   * another one.
   */
  boolean isLacking(DeviceId device, LogId channel, long seq) {
    byte[] row = rows.get(key(device, channel));
    long below = row == null ? 0 : Sealer.u64(row, HIGHEST) - seq;
    return row == null
        || below < 0
        || below >= WINDOW
        || (Sealer.u64(row, BITS) >>> below & 1) == 0;
  }

  private static boolean sameHash(byte[] row, byte[] hash) {
    for (int i = 0; i < hash.length; i++) {
      if (row[HASH + i] != hash[i]) {
        return false;
      }
    }
    return hash.length == ROW - HASH;
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
    long below = Sealer.u64(row, HIGHEST) - seq;
    return below >= 0 && (below >= WINDOW || (Sealer.u64(row, BITS) >>> below & 1) != 0);
  }

  private static String key(DeviceId device, LogId channel) {
    return PREFIX + device.hex() + "/" + channel.hex();
  }

  private static void put(byte[] row, int from, long value) {
    for (int i = 0; i < 8; i++) {
      row[from + i] = (byte) (value >>> (56 - 8 * i));
    }
  }
}
