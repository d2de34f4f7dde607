package org.understory.core;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.understory.core.fork.Fork;
import org.understory.core.fork.Twig;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;

/**
 * Holds the roster heads that others name against the own line (FK-7). Whoever names one that
 * contradicts it is named to the user, and its messages wait; nobody else's do, since a head is a
 * claim that anybody can make.
 */
final class Quarantine {
  private static final String ROW = "qu/";

  private final Device device;
  private final Membership membership;

  Quarantine(Device device, Membership membership) {
    this.device = device;
    this.membership = membership;
  }

  /** How a head that somebody names stands to the line. */
  enum Claim {
    /** It is on the line: at the head or before. */
    ON_LINE,
    /** Beyond the head: the roster has to catch up. */
    AHEAD,
    CONTRADICTS
  }

  /** Takes note of the head that a device named in something it signed or encrypted. */
  Claim claimed(DeviceId sender, long seq, byte[] head) {
    if (seq > membership.seq()) {
      return Claim.AHEAD;
    }
    String row = ROW + sender.hex();
    if (membership.state().holds(seq, head)) {
      if (device.rows.has(row)) {
        device.rows.delete(row);
        device.changed();
      }
      return Claim.ON_LINE;
    }
    if (!device.rows.has(row)) {
      device.changed();
    }
    byte[] claim = Hex.parse(Hex.of(seq) + Hex.of(head));
    device.rows.put(row, claim);
    return Claim.CONTRADICTS;
  }

  /** Whether a device of this member named a head that contradicts the line. */
  boolean isQuarantined(MemberId id) {
    for (String key : device.rows.scan(ROW).keySet()) {
      Member member = membership.state().memberOf(deviceIn(key));
      if (member != null && member.id().equals(id)) {
        return true;
      }
    }
    return false;
  }

  /** Ends what the line, or a decision about the fork, has ended. */
  void lineMoved() {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(ROW).entrySet())) {
      String claim = Hex.of(row.getValue());
      long seq = Long.parseLong(claim.substring(0, 16), 16);
      byte[] head = Hex.parse(claim.substring(16));
      if (membership.state().holds(seq, head) || isDecided(seq, head)) {
        device.rows.delete(row.getKey());
        device.changed();
      }
    }
  }

  private boolean isDecided(long seq, byte[] head) {
    for (Fork fork : membership.line().forks().all()) {
      for (Twig twig : fork.twigs()) {
        if (!fork.halts()
            && twig.entry().entry().seq() == seq
            && Arrays.equals(twig.hash(), head)) {
          return true;
        }
      }
    }
    return false;
  }

  private static DeviceId deviceIn(String key) {
    return DeviceId.of(Hex.parse(key.substring(ROW.length())));
  }
}
