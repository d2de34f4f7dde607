package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.fork.Branches;
import org.understory.core.fork.Fork;
import org.understory.core.fork.Move;
import org.understory.core.fork.Twig;
import org.understory.core.roster.EntryCodec;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.wire.codec.InvalidWireException;

/**
 * The branches that this device keeps beside its line, and what follows from both ({@code
 * docs/protocol.md#fork}). Only entries are stored; whether they halt is computed from them and the
 * line, each time either changes.
 */
final class Forks {
  private static final String ROW = "br/";

  /** Hashes of the first entries of branches with other stewards that the user does not follow. */
  private static final String STAYING = "bs/";

  private final Device device;
  private Branches branches;
  private List<Fork> forks = List.of();
  private boolean halts;

  Forks(Device device) {
    this.device = device;
    this.branches = Branches.none(device.sealer);
  }

  void load(RosterState line) {
    List<SignedEntry> entries = new ArrayList<>();
    for (byte[] row : device.rows.scan(ROW).values()) {
      entries.add(decode(row));
    }
    branches = branches.with(line, entries);
    judge(line);
  }

  private static SignedEntry decode(byte[] row) {
    try {
      return EntryCodec.decode(row);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored entry of a branch cannot be read", e);
    }
  }

  /** Takes in what is valid beside the line; true when something was. */
  boolean offer(RosterState line, List<SignedEntry> entries) {
    Branches next = branches.with(line, entries);
    if (next == branches) {
      return false;
    }
    keep(next);
    judge(line);
    return true;
  }

  /** The line went on, or the user decided. */
  void judge(RosterState line) {
    if (!branches.isEmpty() || halts) {
      List<byte[]> staying = new ArrayList<>(device.rows.scan(STAYING).values());
      forks = branches.forks(line, staying);
      boolean before = halts;
      halts = forks.stream().anyMatch(Fork::halts);
      if (halts != before) {
        device.changed();
      }
    }
  }

  /** The line was given up for another: what it had beyond the fork is a branch now. */
  void moved(RosterState line, List<SignedEntry> givenUp) {
    List<SignedEntry> all = new ArrayList<>(givenUp);
    for (Twig twig : branches.twigs()) {
      all.add(twig.entry());
    }
    keep(Branches.none(device.sealer).with(line, all));
    judge(line);
  }

  /** Rows are numbered, so that each lies behind the one it stands on. */
  private void keep(Branches next) {
    branches = next;
    device.rows.deleteAll(ROW);
    int number = 0;
    for (Twig twig : next.twigs()) {
      device.rows.put(ROW + Hex.of(number++), twig.entry().bytes());
    }
  }

  /** Whether this device sends nothing but what ends the fork. */
  boolean halt() {
    return halts;
  }

  /** Every branch, as the line sees it. */
  List<Fork> all() {
    return forks;
  }

  Branches branches() {
    return branches;
  }

  /** The branch with the first entry of this hash, or null. */
  @Nullable Fork named(String hex) {
    for (Fork fork : forks) {
      if (Hex.of(fork.first().hash()).equals(hex)) {
        return fork;
      }
    }
    return null;
  }

  /** Where a decision moves this device, or null. */
  @Nullable Move due(RosterState line) {
    return branches.isEmpty() ? null : branches.move(line);
  }

  /** The user follows no stewards that were chosen on this branch. */
  void stay(RosterState line, Fork fork) {
    byte[] hash = fork.first().hash();
    device.rows.put(STAYING + Hex.of(hash), hash);
    judge(line);
  }
}
