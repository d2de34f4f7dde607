package org.understory.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.understory.core.deposit.PairwiseBody.ForkNotice;
import org.understory.core.fork.Fork;
import org.understory.core.fork.Twig;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;

/**
 * Tells others of a fork, once each: both branches go to every steward of the line (FK-10), and the
 * branch that stays, from the author of its RESOLVE, to every device that is still in (FK-13).
 */
final class Notices {
  /** What was sent to a device: the first eight bytes of each hash. */
  private static final String SENT = "fn/";

  private static final int ENTRIES_AT_ONCE = 64;

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;

  Notices(Device device, Membership membership, Sessions sessions) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
  }

  /** Sends what is owed, as far as there are sessions. */
  void pump(List<byte[]> approvals) {
    RosterState line = membership.state();
    List<SignedEntry> forked = forked(line);
    List<SignedEntry> decided = decided(line);
    if (device.greeting() == null || (forked.isEmpty() && decided.isEmpty())) {
      return;
    }
    for (DeviceKeys other : membership.others()) {
      List<SignedEntry> owed = new ArrayList<>(decided);
      boolean steward = line.stewardOf(other.device()) != null;
      if (steward) {
        owed.addAll(forked);
      }
      send(other, owed, steward ? approvals : List.of());
    }
  }

  /** Both sides of what halts this device. */
  private List<SignedEntry> forked(RosterState line) {
    List<SignedEntry> entries = new ArrayList<>();
    for (Fork fork : membership.line().forks().all()) {
      if (fork.standing() != Fork.Standing.RESOLVED) {
        entries.addAll(line.entriesFrom(fork.seq()));
        for (Twig twig : fork.twigs()) {
          entries.add(twig.entry());
        }
      }
    }
    return entries;
  }

  /** From the fork on, what this device decided. */
  private List<SignedEntry> decided(RosterState line) {
    if (membership.line().forks().all().isEmpty()) {
      return List.of();
    }
    List<SignedEntry> entries = new ArrayList<>();
    for (RosterLine.Applied one : membership.history()) {
      if (one.entry().entry().body() instanceof Resolve resolve
          && one.entry().entry().actor().equals(device.keys().device())) {
        for (SignedEntry entry : line.entriesFrom(resolve.forkSeq())) {
          if (entry.entry().seq() <= one.entry().entry().seq() + 1) {
            entries.add(entry); // with the EPOCH behind it
          }
        }
      }
    }
    return entries;
  }

  private void send(DeviceKeys to, List<SignedEntry> owed, List<byte[]> approvals) {
    String row = SENT + to.device().hex();
    byte[] before = device.rows.get(row);
    String known = before == null ? "" : Hex.of(before);
    Set<String> sent = new HashSet<>();
    for (int i = 0; i < known.length(); i += 16) {
      sent.add(known.substring(i, i + 16));
    }
    List<byte[]> entries = new ArrayList<>();
    List<byte[]> voices = new ArrayList<>();
    StringBuilder all = new StringBuilder(known);
    int bytes = 0;
    for (SignedEntry entry : owed) {
      String name = Hex.of(entry.hash(device.sealer)).substring(0, 16);
      byte[] encoded = entry.bytes();
      boolean fits =
          entries.size() < ENTRIES_AT_ONCE && bytes + encoded.length <= ForkNotice.MAX_BYTES;
      if (fits && sent.add(name)) {
        entries.add(encoded);
        all.append(name);
        bytes += encoded.length;
      }
    }
    for (byte[] approval : approvals) {
      String name = Hex.of(device.sealer.hash("approval", approval)).substring(0, 16);
      if (sent.add(name)) {
        voices.add(approval);
        all.append(name);
      }
    }
    if (entries.isEmpty() && voices.isEmpty()) {
      return;
    }
    if (sessions.ready(List.of(to))
        && !sessions.deposit(List.of(to), new ForkNotice(entries, voices)).isEmpty()) {
      device.rows.put(row, Hex.parse(all.toString()));
    }
  }
}
