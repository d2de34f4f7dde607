package org.understory.core.lease;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.understory.core.roster.MemberId;

/**
 * Whether a reader may believe that it has the roster's newest head: LS-1 to LS-6 and LS-9 to LS-11
 * as one pure function ({@code docs/protocol.md#lease}).
 *
 * <p><b>Guarantees.</b> While it says fresh, a removal can have been hidden from the reader no
 * longer than the lease lasts after the other stewards knew of it, and from the stewards no longer
 * than the absence limit.
 *
 * <p><b>Does not protect against</b> stewards who sign an old head together.
 *
 * @param fresh whether content may be sent
 * @param until the moment at which that ends or ended, milliseconds; 0 when there never was enough
 * @param ending whether it is fresh and ends soon: within a third of the lease, a day at most
 * @param missing the stewards whose word is older than two thirds of the lease
 * @param absent the stewards who were silent for five sevenths of the absence limit or longer
 * @param ahead whether a steward vouches for an entry beyond the reader's head
 * @param clockOff what the reader's clock is behind by, milliseconds (negative: ahead), when the
 *     server and the stewards agree that it is more than ten minutes; else 0
 */
public record Freshness(
    boolean fresh,
    long until,
    boolean ending,
    List<MemberId> missing,
    List<Absent> absent,
    boolean ahead,
    long clockOff) {

  /** How far ahead of the reader's clock a time may be. */
  public static final long AHEAD_MILLIS = 5 * 60_000L;

  private static final long DAY = 86_400_000L;
  private static final long HOUR = 3_600_000L;
  private static final long CLOCK_MILLIS = 10 * 60_000L;

  public Freshness {
    missing = List.copyOf(missing);
    absent = List.copyOf(absent);
  }

  /**
   * A steward who has not been heard of for long.
   *
   * @param seen when it was last, milliseconds
   */
  public record Absent(Line.Office office, long seen) {}

  /** What a lease is worth to this reader: LS-1 to LS-3. */
  public static LeaseCheck judge(Line line, Lease lease, long now) {
    if (!lease.group().equals(line.group()) || line.officeOf(lease.device()) == null) {
      return LeaseCheck.NO_STEWARD;
    }
    if (lease.time() - AHEAD_MILLIS > now) {
      return LeaseCheck.FUTURE;
    }
    if (lease.seq() > line.seq()) {
      return LeaseCheck.AHEAD;
    }
    byte[] applied = line.hashes().apply(lease.seq());
    return applied != null && Arrays.equals(applied, lease.head())
        ? LeaseCheck.COUNTS
        : LeaseCheck.OTHER_LINE;
  }

  /**
   * @param leases whose signatures were verified ({@link Lease#verify})
   * @param now the reader's clock, milliseconds
   * @param serverNow the server's, milliseconds; {@code now} when it is not known
   */
  public static Freshness of(Line line, Collection<Lease> leases, long now, long serverNow) {
    List<Long> newest = new ArrayList<>();
    List<MemberId> missing = new ArrayList<>();
    List<Absent> absent = new ArrayList<>();
    long silence = Long.MAX_VALUE;
    for (Line.Office office : line.offices()) {
      long seen = seen(line, office, leases, now);
      newest.add(seen);
      if (seen + line.leaseMillis() * 2 / 3 <= now) {
        missing.add(office.member());
      }
      long known = Math.max(seen, office.since());
      silence = Math.min(silence, known);
      if (known + line.absenceMillis() * 5 / 7 <= now) {
        absent.add(new Absent(office, known));
      }
    }
    newest.sort(Collections.reverseOrder());
    int needed = Math.min(2, newest.size());
    long quorum = needed == 0 ? 0 : newest.get(needed - 1);
    long until =
        quorum == 0 ? 0 : Math.min(quorum + line.leaseMillis(), silence + line.absenceMillis());
    boolean fresh = now < until;
    boolean ending = fresh && until - now <= Math.min(DAY, line.leaseMillis() / 3);
    return new Freshness(
        fresh,
        until,
        ending,
        missing,
        absent,
        ahead(line, leases, now),
        clockOff(line, leases, now, serverNow));
  }

  /** LS-4, and the author's own entries: when a steward was heard of last; 0: never. */
  private static long seen(Line line, Line.Office office, Collection<Lease> leases, long now) {
    long seen = office.acted() - AHEAD_MILLIS > now ? 0 : office.acted();
    for (Lease lease : leases) {
      if (lease.device().equals(office.device()) && judge(line, lease, now) == LeaseCheck.COUNTS) {
        seen = Math.max(seen, lease.time());
      }
    }
    return seen;
  }

  private static boolean ahead(Line line, Collection<Lease> leases, long now) {
    for (Lease lease : leases) {
      if (judge(line, lease, now) == LeaseCheck.AHEAD) {
        return true;
      }
    }
    return false;
  }

  /** LS-11. The last hour is the server's: the reader's clock is what is in doubt. */
  private static long clockOff(Line line, Collection<Lease> leases, long now, long serverNow) {
    if (Math.abs(serverNow - now) <= CLOCK_MILLIS) {
      return 0;
    }
    List<Long> times = new ArrayList<>();
    for (Lease lease : leases) {
      if (line.officeOf(lease.device()) != null && Math.abs(lease.time() - serverNow) <= HOUR) {
        times.add(lease.time());
      }
    }
    if (times.isEmpty()) {
      return 0;
    }
    Collections.sort(times);
    long median = times.get(times.size() / 2) - now;
    boolean agree = Math.abs(median) > CLOCK_MILLIS && (median > 0) == (serverNow > now);
    return agree ? median : 0;
  }
}
