package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.content.Content;
import org.understory.core.content.ContentCodec;
import org.understory.core.deposit.Pairwise;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.fork.ForkProof;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.Verdict;
import org.understory.signal.DeviceAddress;
import org.understory.signal.SignalEngine;
import org.understory.wire.codec.InvalidWireException;

/** What must hold for every honest client, whatever server and false members do. */
final class Watch {
  private @Nullable Simulation simulation;
  private Schedule.Kind kind = Schedule.Kind.QUIET;
  private @Nullable MemberId liar;
  private boolean forked;
  private final CompartmentWatch narrow = new CompartmentWatch();
  final Expected expected = new Expected(this, narrow);

  /** What each person has applied, read a second time. */
  private final Map<Simulation.Person, Seen> seen = new HashMap<>();

  /** Every content that was encrypted, by message id. */
  private final Map<String, Content> sent = new HashMap<>();

  /** Rows of messages that were looked at. */
  private final Map<Simulation.Person, Set<String>> shown = new HashMap<>();

  /** Valid entries that somebody signed beside a line, by hash. */
  private final List<SignedEntry> authored = new ArrayList<>();

  private static final class Seen {
    PlainRoster roster = new PlainRoster();
    RosterState state = RosterState.EMPTY;
    boolean moved;
  }

  void begin(Simulation sim, Schedule.Kind of) {
    simulation = sim;
    kind = of;
    int index = kind == Schedule.Kind.STEWARD ? 2 : 3;
    liar = sim.people.get(index).client.device().keys().member();
  }

  Simulation sim() {
    if (simulation == null) {
      throw new IllegalStateException("nothing to watch");
    }
    return simulation;
  }

  SignalEngine over(Simulation.Person person, SignalEngine engine) {
    return new WatchedEngine(
        engine,
        new WatchedEngine.Watcher() {
          @Override
          public void pairwise(DeviceAddress to, byte[] plaintext) {
            encrypts(person, to, plaintext);
          }

          @Override
          public void content(byte[] plaintext) {
            writes(person, plaintext);
          }
        });
  }

  /** A steward signed two entries for one place. */
  void forked() {
    forked = true;
  }

  /** An entry that was made by hand, on top of this state. */
  void authored(SignedEntry entry, Roster roster, RosterState on) {
    if (roster.apply(on, entry) instanceof Verdict.Applied) {
      authored.add(entry);
    }
  }

  static Membership of(Simulation.Person person) {
    return person.client.parts().membership;
  }

  static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  // ---- while something is encrypted

  private void encrypts(Simulation.Person person, DeviceAddress to, byte[] plaintext) {
    if (simulation == null) {
      return;
    }
    DeviceId device = DeviceId.of(Hex.parse(to.name()));
    DeviceKeys newcomer = person.client.device().newcomer();
    boolean joins = newcomer != null && newcomer.device().equals(device);
    require(joins || sync(person).roster.has(device), "encrypts to who is not in its roster");
    try {
      PairwiseBody body = Pairwise.decode(plaintext).body();
      require(!of(person).halted() || endsFork(body), "encrypts though halted");
      require(
          !(body instanceof PairwiseBody.SenderKey)
              || !ProposalWatch.isTakenAway(sim(), person, sync(person).roster, device),
          "encrypts to a device that its own member took away");
      if (!liar(person)) {
        narrow.pairwise(sim(), person, sync(person).roster, device, body);
      }
    } catch (InvalidWireException e) {
      throw new AssertionError("tells what is nothing", e);
    }
  }

  private static boolean endsFork(PairwiseBody body) {
    return switch (body) {
      case PairwiseBody.ForkNotice notice -> true;
      case PairwiseBody.EpochSecretBody packet -> true; // of the RESOLVE's own commit
      case PairwiseBody.StewardSecret secret -> true;
      default -> false;
    };
  }

  private void writes(Simulation.Person person, byte[] plaintext) {
    try {
      Content content = ContentCodec.decode(plaintext);
      sent.put(content.id().hex(), content);
      if (simulation != null && !liar(person)) {
        narrow.writes(sim(), person, sync(person).roster, content);
      }
    } catch (InvalidWireException e) {
      throw new AssertionError("a content that is none", e);
    }
    if (simulation != null && !liar(person)) {
      require(!of(person).halted(), "writes though halted");
    }
  }

  boolean liar(Simulation.Person person) {
    return person.client.device().hasKeys() && person.client.device().keys().member().equals(liar);
  }

  // ---- after every step

  void check() {
    for (Simulation.Person person : sim().people) {
      if (!liar(person) && !of(person).state().isEmpty()) {
        check(person);
      }
    }
  }

  private void check(Simulation.Person person) {
    Seen now = sync(person);
    boolean halted = of(person).halted();
    if (!halted) {
      require(provenAgainst(person, now) == null, "knows a proven fork and is not halted");
    } else {
      // A false server may play two honest stewards against each other; who is accused is false.
      require(kind != Schedule.Kind.QUIET, "halted by one member");
      byte[] proof = person.client.parts().forking.proof();
      if (proof == null
          || !(ForkProof.verify(sim().sealer, proof) instanceof ForkProof.Proven proven)) {
        throw new AssertionError("halted without a proof that verifies");
      }
      for (MemberId both : proven.both()) {
        require(forked && both.equals(liar), "an honest steward signed twice");
      }
    }
    expected.check(now.roster);
    narrow.check(sim(), person, now.roster);
    ProposalWatch.check(person);
    messages(person, now);
    now.moved = false;
  }

  /** Who is in by what this person applied. */
  PlainRoster roster(Simulation.Person person) {
    return sync(person).roster;
  }

  /** Reads what was applied since, by itself. */
  private Seen sync(Simulation.Person person) {
    Seen known = seen.computeIfAbsent(person, p -> new Seen());
    RosterState state = of(person).state();
    if (!known.state.isEmpty()
        && known.state.seq() == state.seq()
        && Arrays.equals(known.state.head(), state.head())) {
      return known;
    }
    boolean goesOn = known.state.isEmpty() || state.holds(known.state.seq(), known.state.head());
    if (!goesOn) {
      decidedAgainst(known, state);
      known.roster = new PlainRoster();
      known.moved = true;
    }
    long from = goesOn && !known.state.isEmpty() ? known.state.seq() + 1 : 0;
    for (SignedEntry entry : state.entriesFrom(from)) {
      known.roster.apply(sim().sealer, entry);
    }
    known.state = state;
    return known;
  }

  /** Applied entries leave a line only where a RESOLVE gives them up, and nobody comes back. */
  private static void decidedAgainst(Seen known, RosterState state) {
    boolean decided = false;
    for (SignedEntry entry : state.entriesFrom(0)) {
      decided |=
          entry.entry().body() instanceof EntryBody.Resolve resolve
              && known.state.entryAt(resolve.forkSeq()) instanceof SignedEntry own
              && Arrays.equals(own.bytes(), resolve.loser());
    }
    require(decided, "an applied entry was rolled back");
    for (DeviceId device : known.roster.devices.keySet()) {
      require(
          known.roster.has(device) || state.deviceOf(device) == null, "who was removed is back in");
    }
  }

  /** A valid entry beside the line, by a steward of the line, that this person has been shown. */
  private @Nullable SignedEntry provenAgainst(Simulation.Person person, Seen now) {
    for (SignedEntry entry : authored) {
      long seq = entry.entry().seq();
      boolean rival =
          seq <= now.state.seq()
              && now.state.holds(seq - 1, entry.entry().prevHash())
              && !now.state.holds(seq, entry.hash(sim().sealer));
      MemberId author = now.roster.devices.get(entry.entry().actor());
      if (rival
          && author != null
          && now.roster.stewards.contains(author)
          && wasShown(person, entry)
          && !isGivenUp(now.state, entry)) {
        return entry;
      }
    }
    return null;
  }

  /** Whether the log, as far as this person has read it, has the entry under a key it holds. */
  private boolean wasShown(Simulation.Person person, SignedEntry entry) {
    return Shown.to(sim(), person, entry);
  }

  private static boolean isGivenUp(RosterState state, SignedEntry entry) {
    for (SignedEntry own : state.entriesFrom(entry.entry().seq())) {
      if (own.entry().body() instanceof EntryBody.Resolve resolve
          && Arrays.equals(resolve.loser(), entry.bytes())) {
        return true;
      }
    }
    return false;
  }

  /** Whatever is newly shown names a head on the line of whoever is shown it. */
  private void messages(Simulation.Person person, Seen now) {
    Set<String> known = shown.computeIfAbsent(person, p -> new HashSet<>());
    DeviceId own = person.client.device().keys().device();
    for (byte[] row : person.client.device().rows.scan(MessageRow.PREFIX).values()) {
      MessageRow message = MessageRow.decode(row);
      if (message.device().equals(own) || !known.add(message.id().hex()) || now.moved) {
        continue;
      }
      Content content = sent.get(message.id().hex());
      if (content != null) {
        Compartment in = person.client.parts().compartments.of(content.group());
        boolean names =
            in == null
                ? now.state.holds(content.rosterSeq(), content.rosterHead())
                : in.names(content.rosterSeq(), content.rosterHead());
        require(names, "shows a message from another branch");
      }
    }
  }
}
