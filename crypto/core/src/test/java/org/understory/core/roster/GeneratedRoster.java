package org.understory.core.roster;

import java.util.ArrayList;
import java.util.List;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.seal.Sequence;
import org.understory.wire.id.InviteId;

/**
 * A roster log out of a seed: entries that hold and entries that do not, in the order in which a
 * server might have them. A pure function of the seed, in plain Java, so that every runtime can be
 * asked for the same log, verdicts and head (ROS-6).
 */
public final class GeneratedRoster {
  private final TestGroup group;
  private final Sequence dice;
  private final List<byte[]> log = new ArrayList<>();
  private final List<Boolean> holds = new ArrayList<>();
  private final List<DeviceKeySet> members = new ArrayList<>();
  private int taken;

  private GeneratedRoster(long seed) {
    this.group = TestGroup.founded(seed);
    this.dice = new Sequence(seed + 1_000_000);
    recordTaken();
  }

  /** The log of a seed: a founding, and then so many steps of one or more entries each. */
  public static GeneratedRoster of(long seed, int steps) {
    GeneratedRoster generated = new GeneratedRoster(seed);
    for (int i = 0; i < steps; i++) {
      generated.step();
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
    return group.state();
  }

  /** The group's own entries alone. */
  public List<SignedEntry> applied() {
    return group.entries();
  }

  /**
   * One line that any runtime must give for this log: each verdict in a character, and the head.
   * {@code .} holds; another character is void, from {@code A} on by the order of the checks.
   */
  public String verdicts(Roster roster) {
    StringBuilder line = new StringBuilder();
    RosterState state = RosterState.EMPTY;
    for (byte[] entry : log) {
      switch (roster.apply(state, entry)) {
        case Verdict.Applied applied -> {
          line.append('.');
          state = applied.next();
        }
        case Verdict.Void refused -> line.append((char) ('A' + refused.check().ordinal()));
      }
    }
    return line.append(' ').append(GroupId.of(state.head()).hex()).toString();
  }

  private void step() {
    group.pass(dice.below(10_000));
    switch (dice.below(10)) {
      case 0 -> group.invited();
      case 1, 2 -> members.add(group.joined());
      case 3 -> removeSomebody();
      case 4 -> setTimer();
      case 5 -> openChannel();
      default -> pretend();
    }
    recordTaken();
  }

  private void removeSomebody() {
    if (!members.isEmpty()) {
      group.remove(members.remove(dice.below(members.size())).member());
    }
  }

  private void setTimer() {
    RosterAuthor author = group.author();
    author.append(Bodies.timer(group.channel(), 5 + dice.below(1000)));
    group.take(author);
  }

  private void openChannel() {
    RosterAuthor author = group.author();
    author.append(Bodies.channel(group.logId(), group.key(), 0));
    group.take(author);
  }

  private void recordTaken() {
    for (; taken < group.entries().size(); taken++) {
      log.add(group.entries().get(taken).bytes());
      holds.add(true);
    }
  }

  private void pretend() {
    log.add(dice.below(4) == 0 ? spoilt() : broken().bytes());
    holds.add(false);
  }

  /** An entry of the group with one byte changed. */
  private byte[] spoilt() {
    byte[] bytes = new Frankenstein(group).sew(Bodies.timer(group.channel(), 0)).bytes();
    bytes[dice.below(bytes.length)] ^= (byte) (1 + dice.below(255));
    return bytes;
  }

  private SignedEntry broken() {
    Frankenstein monster = new Frankenstein(group);
    Policy good = Bodies.timer(group.channel(), 0);
    switch (dice.below(7)) {
      case 0 -> monster.seq += 1 + dice.below(3);
      case 1 -> monster.prevHash = group.key();
      case 2 -> monster.time = group.state().time() - 1;
      case 3 -> monster.signingSeed = group.key();
      case 4 -> monster.as(members.isEmpty() ? group.device() : members.getFirst());
      case 5 -> monster.group = GroupId.of(group.key());
      default -> {
        return monster.sew(brokenBody());
      }
    }
    return monster.sew(good);
  }

  private EntryBody brokenBody() {
    return switch (dice.below(8)) {
      case 0 -> Bodies.channel(group.channel(), group.key(), 0);
      case 1 -> Bodies.channel(group.logId(), group.key(), 1 + dice.below(4));
      case 2 -> new Policy(2, group.channel().bytes(), 0, 0, new byte[0]);
      case 3 -> Bodies.remove(group.founder().member());
      case 4 -> new EntryBody.InviteRevoke(List.of(InviteId.of(group.channel().bytes())));
      case 5 -> group.addOf(group.key(), group.device());
      case 6 -> group.state().create();
      default ->
          new EpochEntry(
              1, 1, group.key(), group.key(), 1, List.of(group.key()), 1, 1, group.key());
    };
  }
}
