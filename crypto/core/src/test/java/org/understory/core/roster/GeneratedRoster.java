package org.understory.core.roster;

import java.util.ArrayList;
import java.util.List;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.seal.Sequence;

/**
 * A roster log out of a seed: entries that hold and entries that do not, of every kind, in the
 * order in which a server might have them. A pure function of the seed, so that every runtime can
 * be asked for the same log's verdicts and head (ROS-6).
 */
public final class GeneratedRoster {
  private final GeneratedGroup group;
  private final Sequence dice;
  private final List<byte[]> log = new ArrayList<>();
  private final List<Boolean> holds = new ArrayList<>();
  private int taken;

  private GeneratedRoster(long seed) {
    this.dice = new Sequence(seed + 1_000_000);
    this.group = new GeneratedGroup(seed, dice);
    recordTaken();
  }

  /** The log of a seed: a founding, and then so many steps of one or more entries each. */
  public static GeneratedRoster of(long seed, int steps) {
    GeneratedRoster generated = new GeneratedRoster(seed);
    for (int i = 0; i < steps; i++) {
      generated.step();
    }
    if (seed % 4 == 0) {
      generated.group.succeed();
      generated.recordTaken();
    }
    return generated;
  }

  /** The canonical signed entries, or what pretends to be one. */
  public List<byte[]> log() {
    return log;
  }

  /** For each, whether it was made to hold. */
  public List<Boolean> holds() {
    return holds;
  }

  /** The group's state as its author knows it. */
  public RosterState state() {
    return group.group().state();
  }

  /** The group's own entries alone. */
  public List<SignedEntry> applied() {
    return group.group().entries();
  }

  /**
   * One line that any runtime must give for this log: the number of the check that each void entry
   * breaks, a dot for each that holds, and the head.
   */
  public static String verdicts(Roster roster, List<byte[]> log) {
    StringBuilder line = new StringBuilder();
    RosterState state = RosterState.EMPTY;
    for (byte[] entry : log) {
      switch (roster.apply(state, entry)) {
        case Verdict.Applied applied -> {
          line.append('.');
          state = applied.next();
        }
        case Verdict.Void refused -> line.append(refused.check().number()).append(',');
      }
    }
    return line.append(' ').append(GroupId.of(state.head()).hex()).toString();
  }

  private void step() {
    group.group().pass(dice.below(5) == 0 ? dice.below(40_000_000) : dice.below(10_000));
    if (dice.below(4) == 0) {
      log.add(dice.below(3) == 0 ? spoilt() : broken().bytes());
      holds.add(false);
    } else {
      group.step();
      recordTaken();
      for (SignedEntry refused : group.refused()) {
        log.add(refused.bytes());
        holds.add(false);
      }
    }
    recordTaken();
  }

  private void recordTaken() {
    List<SignedEntry> entries = group.group().entries();
    for (; taken < entries.size(); taken++) {
      log.add(entries.get(taken).bytes());
      holds.add(true);
    }
  }

  /** An entry of the group's next place with one byte changed. */
  private byte[] spoilt() {
    byte[] bytes = monster().sew(Policy.timer(group.group().channel(), 60)).bytes();
    bytes[dice.below(bytes.length)] ^= (byte) (1 + dice.below(255));
    return bytes;
  }

  private Frankenstein monster() {
    return new Frankenstein(group.group());
  }

  private SignedEntry broken() {
    TestGroup of = group.group();
    Frankenstein monster = monster();
    Policy good = Policy.timer(of.channel(), 60);
    switch (dice.below(8)) {
      case 0 -> monster.seq += 1 + dice.below(3);
      case 1 -> monster.prevHash = of.key();
      case 2 -> monster.time = of.state().time() - 1;
      case 3 -> monster.signingSeed = of.key();
      case 4 -> monster.as(group.outsider());
      case 5 -> monster.group = GroupId.of(of.key());
      case 6 -> monster.approvals = group.badApprovals(good);
      default -> {
        return monster.sew(group.brokenBody());
      }
    }
    return monster.sew(good);
  }
}
