package org.understory.core.compartment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.TestGroup;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;

/** A group whose line is remembered, and a compartment in it. */
final class TestCompartment implements GroupLine {
  final TestGroup group;
  final Sealer sealer;
  final List<DeviceKeySet> people = new ArrayList<>();
  private final Map<String, RosterState> line = new HashMap<>();
  CompartmentState state = CompartmentState.empty();
  EpochSecret secret;
  final List<SignedCompartmentEntry> entries = new ArrayList<>();

  /** A group of so many, founder first; nothing of the compartment yet. */
  TestCompartment(long seed, int size) {
    group = TestGroup.founded(seed);
    sealer = group.sealer();
    secret = EpochSecret.fresh(EpochSecret.Of.COMPARTMENT, group.randomness(), 1);
    people.add(group.founder());
    while (people.size() < size) {
      people.add(group.joined());
    }
    remember();
  }

  /** Founded by the first, with the next of them, and the first keepers. */
  static TestCompartment founded(long seed, int size, int members, int keepers) {
    TestCompartment made = new TestCompartment(seed, size);
    made.author(0, made.create(members, keepers));
    return made;
  }

  /** The group's head as it is now is one that entries may name. */
  void remember() {
    line.put(Arrays.toString(group.state().head()), group.state());
  }

  @Override
  public @Nullable RosterState at(long seq, byte[] head) {
    RosterState found = line.get(Arrays.toString(head));
    return found != null && found.seq() == seq ? found : null;
  }

  MemberId id(int who) {
    return people.get(who).member();
  }

  List<MemberId> ids(int... who) {
    List<MemberId> ids = new ArrayList<>();
    for (int one : who) {
      ids.add(id(one));
    }
    ids.sort((a, b) -> a.hex().compareTo(b.hex()));
    return ids;
  }

  CompartmentBody.Create create(int members, int keepers) {
    int[] all = new int[members];
    Arrays.setAll(all, i -> i);
    return new CompartmentBody.Create(
        group.key(),
        group.state().groupId(),
        group.logId(),
        group.logId(),
        ids(all),
        ids(Arrays.copyOf(all, keepers)),
        60,
        group.key());
  }

  CompartmentRoster roster() {
    return new CompartmentRoster(sealer, this);
  }

  /** The group loses somebody. */
  void leavesGroup(int who) {
    group.remove(id(who));
    remember();
  }

  /** An act of one of them with the EPOCH that it makes due, applied. */
  void author(int who, CompartmentBody body) {
    CompartmentAuthor author = by(who);
    author.append(body, List.of());
    if (author.state().person(id(who)) == null) {
      take(author); // it left: somebody who stays closes the epoch
      author = by(indexOf(state.people().iterator().next().id()));
    }
    close(author);
    take(author);
  }

  private int indexOf(MemberId id) {
    for (int i = 0; i < people.size(); i++) {
      if (id(i).equals(id)) {
        return i;
      }
    }
    throw new AssertionError("nobody of the group");
  }

  CompartmentAuthor by(int who) {
    group.pass(1000);
    return new CompartmentAuthor(sealer, state, group.state(), people.get(who), group.now());
  }

  void close(CompartmentAuthor author) {
    if (author.state().isEpochDue()) {
      secret =
          author.state().isFreshDue()
              ? EpochSecret.fresh(
                  EpochSecret.Of.COMPARTMENT, group.randomness(), nextGeneration(author.state()))
              : secret.step(sealer, author.state().stepMadeBy());
      author.epoch(secret);
    }
  }

  private static int nextGeneration(CompartmentState state) {
    CompartmentBody.Epoch epoch = state.epoch();
    return epoch == null ? 1 : epoch.generation() + 1;
  }

  void take(CompartmentAuthor author) {
    entries.addAll(author.entries());
    state = author.state();
  }

  /** What the rules say of an entry that an author would not make; each field can be bent. */
  final class Bent {
    @Nullable GroupId compartment = state.isEmpty() ? null : state.id();
    long seq = state.seq() + 1;
    byte[] prevHash = state.head();
    CompartmentBody body;
    DeviceKeySet actor;
    byte[] seed;
    long time = Math.max(group.now(), state.time());
    List<byte[]> approvals = List.of();
    long groupSeq = group.state().seq();
    byte[] groupHead = group.state().head();

    Bent(int who, CompartmentBody what) {
      actor = people.get(who);
      seed = actor.signingSeed();
      body = what;
    }

    SignedCompartmentEntry signed() {
      return SignedCompartmentEntry.sign(
          sealer,
          seed,
          new CompartmentEntry(
              compartment,
              seq,
              prevHash,
              body,
              actor.device(),
              time,
              approvals,
              groupSeq,
              groupHead));
    }

    CompartmentVerdict verdict() {
      return roster().apply(state, signed());
    }

    /** The check that it breaks, or null when it holds. */
    @Nullable CompartmentCheck check() {
      return verdict() instanceof CompartmentVerdict.Void refused ? refused.check() : null;
    }
  }

  Bent bent(int who, CompartmentBody body) {
    return new Bent(who, body);
  }

  CompartmentBody.Epoch epoch(int generation, int step, int rosterKey) {
    return new CompartmentBody.Epoch(generation, step, group.key(), group.key(), rosterKey);
  }
}
