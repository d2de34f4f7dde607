package org.understory.core;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.deposit.PairwiseCodec;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.wire.codec.InvalidWireException;

/**
 * Parts of secrets that devices of the roster are to get, one each: written down, and sent inside
 * the session with each as soon as there is one.
 */
final class Owing {
  /** How many are sent in one second: what else waits goes between. */
  private static final int AT_ONCE = 32;

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final String prefix;
  private long sentAt;
  private int sent;

  /**
   * @param prefix of the rows
   */
  Owing(Device device, Membership membership, Sessions sessions, String prefix) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.prefix = prefix;
  }

  /** Every device of a member is to get this, in place of what it was to get before. */
  void owe(Member member, PairwiseBody body) {
    for (DeviceKeys keys : member.activeDevices()) {
      device.rows.put(prefix + keys.device().hex(), PairwiseCodec.encodeBody(body));
    }
  }

  /** Nobody is to get anything any more. */
  void clear() {
    List.copyOf(device.rows.scan(prefix).keySet()).forEach(device.rows::delete);
  }

  /** Sends what has become possible, and is due. */
  void pump(Predicate<PairwiseBody> due) {
    if (sentAt != device.now()) {
      sentAt = device.now();
      sent = 0;
    }
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(prefix).entrySet())) {
      DeviceKeys to =
          membership.keysOf(DeviceId.of(Hex.parse(row.getKey().substring(prefix.length()))));
      PairwiseBody body = decode(row.getValue());
      if (to == null) {
        device.rows.delete(row.getKey());
      } else if (sent < AT_ONCE
          && due.test(body)
          && sessions.ready(List.of(to))
          && sessions.with(to.device())) {
        sent++;
        sessions.deposit(List.of(to), body);
        device.rows.delete(row.getKey());
      }
    }
  }

  private static PairwiseBody decode(byte[] row) {
    try {
      return PairwiseCodec.decodeBody(row);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored share cannot be read", e);
    }
  }
}
