package org.understory.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Proposal;
import org.understory.core.roster.RawEntries;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterInvite;
import org.understory.core.roster.RosterSeal;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.SignedProposal;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.LogId;

/** What the false member or steward of a {@link Schedule} does, with the server's help. */
final class Lies {
  private static final byte[] NONE = {};

  private final Schedule schedule;
  private final Simulation sim;
  private final Random random;
  private final Watch watch;
  private final FalseKeeper narrow;
  private final Flood flood;

  /** Roster entries that one person is shown in place of others, by position. */
  final Map<Simulation.Person, Map<Long, LogEntry>> shownInstead = new HashMap<>();

  private final List<LogEntry> hidden = new ArrayList<>();

  Lies(Schedule schedule, Watch watch) {
    this.schedule = schedule;
    this.watch = watch;
    sim = schedule.sim;
    random = schedule.random;
    narrow = new FalseKeeper(schedule);
    flood = new Flood(schedule);
  }

  private void say(String what) {
    schedule.story.add(what);
  }

  void step() {
    if (!schedule.liar().client.device().hasKeys()) {
      say(schedule.name(schedule.liar()) + " was removed, and has nothing left to sign with");
      return;
    }
    if (schedule.kind == Schedule.Kind.STEWARD && random.nextInt(2) > 0) {
      fork();
      return;
    }
    switch (random.nextInt(6)) {
      case 0, 1, 2 -> alone();
      case 3 -> {
        say(schedule.name(schedule.liar()) + " names a head that is not there");
        FalseHead.post(sim, schedule.liar(), schedule.channel(), random);
      }
      case 4 -> flood.step();
      default -> narrow.step();
    }
  }

  /** Two entries for one place: to everybody, or to each half another. */
  private void fork() {
    Simulation.Person liar = schedule.liar();
    if (!hidden.isEmpty() && random.nextBoolean()) {
      say("the server shows what it hid");
      Schedule.add(sim.server.log(LogId.ROSTER), hidden.removeLast().body());
      sim.server.wires.forEach(FakeWire::flush);
      return;
    }
    RosterState state = liar.client.parts().membership.state();
    if (state.deviceOf(liar.client.device().keys().device()) == null) {
      return;
    }
    List<LogEntry> roster = sim.server.log(LogId.ROSTER);
    DeviceId own = liar.client.device().keys().device();
    LogEntry one = sealed(liar, own, state, roster.size(), note(state));
    LogEntry other = sealed(liar, own, state, roster.size(), note(state));
    roster.add(one);
    if (random.nextInt(3) == 0) {
      say(schedule.name(liar) + " forks for all to see");
      roster.add(new LogEntry(roster.size(), 0, other.body(), new byte[0], List.of()));
    } else {
      say(schedule.name(liar) + " forks, and the server shows each half another branch");
      for (Simulation.Person person : sim.people) {
        if (random.nextBoolean()) {
          shownInstead.computeIfAbsent(person, p -> new HashMap<>()).put(one.position(), other);
        }
      }
      hidden.add(one);
      hidden.add(other);
    }
    watch.forked();
    sim.server.wires.forEach(FakeWire::flush);
  }

  private EntryBody note(RosterState state) {
    return EntryBody.Policy.timer(
        state.channels().keySet().iterator().next(), 60 + random.nextInt(100_000));
  }

  /** Something that takes two stewards, or any, by one who is alone or none. */
  private void alone() {
    Simulation.Person liar = schedule.liar();
    RosterState state = liar.client.parts().membership.state();
    EntryBody body = forbidden(liar, state, sim.people.get(random.nextInt(2)));
    boolean inOwnName = random.nextInt(4) > 0;
    Simulation.Person by = inOwnName ? liar : schedule.honestSteward();
    say(
        schedule.name(liar)
            + " signs "
            + body.kind()
            + (inOwnName ? " alone" : " for " + schedule.name(by)));
    List<LogEntry> roster = sim.server.log(LogId.ROSTER);
    DeviceId actor = by.client.device().keys().device();
    roster.add(sealed(liar, actor, state, roster.size(), inOwnName ? body : note(state)));
    sim.server.wires.forEach(FakeWire::flush);
  }

  private EntryBody forbidden(
      Simulation.Person liar, RosterState state, Simulation.Person steward) {
    MemberId target = steward.client.device().keys().member();
    return switch (random.nextInt(8)) {
      case 0 -> new EntryBody.Remove(List.of(target), NONE, false);
      case 1 -> new EntryBody.Role(target, EntryBody.Role.MEMBER, NONE);
      case 2 -> EntryBody.Policy.of(2, 3);
      case 3 -> new EntryBody.Remove(List.of(liar.client.device().keys().member()), NONE, false);
      case 4 -> puppet(state);
      case 5 -> ghost(liar, state, steward);
      case 6 -> theft(liar, state, steward);
      default -> rekeyed(state);
    };
  }

  private DeviceKeySet fresh() {
    return DeviceKeySet.fresh(
        sim.sealer, schedule.liar().client.device().engine.generateIdentityKeyPair());
  }

  /** Somebody made up, by an invite that is used or none. */
  private EntryBody puppet(RosterState state) {
    byte[] invite = sim.randomness.bytes(32);
    for (RosterInvite known : state.invites().values()) {
      invite = known.usedBy() != null ? known.entryHash() : invite;
    }
    return new EntryBody.Add(
        invite,
        sim.randomness.bytes(32),
        fresh().publish(sim.sealer, state.groupId(), state.space()),
        sim.randomness.bytes(32),
        NONE);
  }

  /** A device beside an honest one, which never asked for it. */
  private EntryBody ghost(Simulation.Person liar, RosterState state, Simulation.Person beside) {
    DeviceKeySet made = fresh();
    DeviceKeySet theirs = beside.client.device().keys();
    DeviceKeySet ghost =
        new DeviceKeySet(
            theirs.member(),
            made.device(),
            made.mailbox(),
            made.identity(),
            made.signingSeed(),
            made.sealingPrivate(),
            made.ownerSeed());
    DeviceKeys keys = ghost.publish(sim.sealer, state.groupId(), state.space());
    DeviceId claimed = random.nextBoolean() ? theirs.device() : liar.id();
    byte[] act = act(liar, claimed, state, new Act.DeviceAdd(keys));
    return new EntryBody.DeviceAdd(theirs.device().bytes(), keys, act, NONE, false);
  }

  /** An honest steward's device taken away: in its name, or with no act at all. */
  private EntryBody theft(Simulation.Person liar, RosterState state, Simulation.Person from) {
    List<DeviceId> devices = List.of(from.id());
    byte[] act =
        random.nextBoolean()
            ? NONE
            : act(liar, liar.id(), state, new Act.DeviceRevoke(devices, List.of(), NONE));
    return new EntryBody.DeviceRevoke(
        from.client.device().keys().member(), devices, List.of(), act, NONE);
  }

  private byte[] act(Simulation.Person liar, DeviceId as, RosterState state, Act act) {
    Proposal proposal = new Proposal(act, state.groupId(), as, sim.now, state.seq(), state.head());
    return SignedProposal.sign(sim.sealer, liar.client.device().keys().signingSeed(), proposal)
        .encode();
  }

  /** New keys that nobody else has, though nothing made them due. */
  private EntryBody rekeyed(RosterState state) {
    EpochEntry before = state.epoch();
    if (before == null || sim.now - state.epochTime() > 3_000_000) {
      return EntryBody.Policy.of(2, 3);
    }
    return new EpochEntry(
        before.generation() + 1,
        0,
        sim.randomness.bytes(32),
        sim.sealer.primitives().ed25519().publicKey(sim.randomness.bytes(32)),
        before.stewardSetVersion(),
        before.stewardKeys(),
        before.threshold(),
        before.rosterKeyGeneration() + 1,
        before.stewardSecretHash(),
        before.rescueKey());
  }

  private LogEntry sealed(
      Simulation.Person by, DeviceId inTheNameOf, RosterState on, long position, EntryBody body) {
    SignedEntry entry =
        RawEntries.sign(sim.sealer, by.client.device().keys(), inTheNameOf, on, body, sim.now);
    watch.authored(entry, new Roster(sim.sealer), on);
    var epoch = on.epoch();
    int generation = epoch == null ? 1 : epoch.rosterKeyGeneration();
    var keys = by.client.parts().rosterLog.keys();
    int held = keys.key(generation) == null ? keys.newestGeneration() : generation;
    byte[] sealed = new RosterSeal(sim.sealer, on.space()).seal(keys, held, entry, false).encode();
    return new LogEntry(position, 0, sealed, new byte[0], List.of());
  }
}
