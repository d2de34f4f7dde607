package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.fork.Branches;
import org.understory.core.fork.Twig;
import org.understory.core.roster.Endorsement;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;

/**
 * How long this device has heard nothing of the stewards, by its own clock (SU-1), and which of
 * them are proven to have signed twice for one place ({@code docs/protocol.md#succession}).
 */
final class Silence {
  static final long DAY = 86_400_000L;
  static final long LONG_ENOUGH = 7 * DAY;
  static final int DAYS_ONLINE = 3;

  /** Numbers of days since 1970 on which the server's whole roster was here, four bytes each. */
  private static final String DAYS = "days-online";

  private static final int DAYS_KEPT = 8;
  private static final int MOST_EVIDENCE = 4;
  private static final int MOST_EVIDENCE_BYTES = 1536;

  private final Device device;
  private final Membership membership;
  private final Leasing leasing;
  private @Nullable Branches knownOf;
  private @Nullable RosterState knownFor;
  private Map<MemberId, byte[]> known = Map.of();

  Silence(Device device, Membership membership, Leasing leasing) {
    this.device = device;
    this.membership = membership;
    this.leasing = leasing;
  }

  /** This device is connected and has everything: the day counts. */
  void online() {
    int today = (int) (device.now() / DAY);
    List<Integer> days = days();
    if (days.isEmpty() || days.getLast() < today) {
      days.add(today);
      byte[] row = new byte[0];
      for (int day : days.subList(Math.max(0, days.size() - DAYS_KEPT), days.size())) {
        row = Arrays.copyOf(row, row.length + 4);
        System.arraycopy(Hex.parse(Hex.of((long) day)), 4, row, row.length - 4, 4);
      }
      device.facts.bytes(DAYS, row);
    }
  }

  private List<Integer> days() {
    byte[] row = device.facts.bytes(DAYS);
    List<Integer> days = new ArrayList<>();
    for (int i = 0; row != null && i < row.length; i += 4) {
      days.add((int) Long.parseLong(Hex.of(Arrays.copyOfRange(row, i, i + 4)), 16));
    }
    return days;
  }

  /** On how many of the last seven days this device was online. */
  int daysOnline() {
    long from = (device.now() - LONG_ENOUGH) / DAY;
    return (int) days().stream().filter(day -> day > from).count();
  }

  /** The newest signature of a steward that is not proven false, milliseconds; 0: never. */
  long heard() {
    Map<MemberId, byte[]> proven = evidence();
    long heard = 0;
    for (Member steward : membership.state().stewards()) {
      if (!proven.containsKey(steward.id())) {
        heard = Math.max(heard, leasing.heard(steward));
      }
    }
    return heard;
  }

  /** SU-1: whether this device may endorse others. */
  boolean isLong() {
    return isProven() || (device.now() - heard() > LONG_ENOUGH && daysOnline() >= DAYS_ONLINE);
  }

  /** RC-141 without waiting: every steward is proven false. */
  boolean isProven() {
    return !membership.line().forks().branches().isEmpty()
        && evidence().size() == membership.state().stewardCount();
  }

  /** An entry for each steward that is proven false, as SUCCESSION carries them. */
  Map<MemberId, byte[]> evidence() {
    Branches branches = membership.line().forks().branches();
    if (knownOf != branches || knownFor != membership.state()) {
      knownOf = branches;
      knownFor = membership.state();
      known = find(branches);
    }
    return known;
  }

  private Map<MemberId, byte[]> find(Branches branches) {
    Map<MemberId, byte[]> proven = new LinkedHashMap<>();
    for (Twig twig : branches.twigs()) {
      SignedEntry entry = twig.entry();
      if (entry.bytes().length > MOST_EVIDENCE_BYTES || proven.size() == MOST_EVIDENCE) {
        continue;
      }
      MemberId liar = Endorsement.falseSteward(device.sealer, membership.state(), entry.bytes());
      if (liar != null) {
        proven.putIfAbsent(liar, entry.bytes());
      }
    }
    return proven;
  }
}
