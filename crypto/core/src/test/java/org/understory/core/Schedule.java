package org.understory.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RawEntries;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterSeal;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.LogId;

/**
 * One random run of a group between an adversarial server and false members, with what must hold
 * checked after every step ({@code docs/checks.md}, ROS-2). Everything follows from the seed.
 */
final class Schedule {
  /** What the server and the members of a run are. */
  enum Kind {
    /** Server and one steward are false, and help each other. */
    STEWARD,
    /** Server and one plain member are false. */
    MEMBER,
    /** The server is honest, and one plain member is false: nobody else may suffer. */
    QUIET
  }

  private static final int STEPS = 24;

  private final Simulation sim;
  private final Random random;
  private final Kind kind;
  private final Watch watch;
  private final Tampering tampering;

  /** Roster entries that one person is shown in place of others, by position. */
  private final Map<Simulation.Person, Map<Long, LogEntry>> shownInstead = new HashMap<>();

  private final List<LogEntry> hidden = new ArrayList<>();
  private final Set<String> removed = new HashSet<>();

  /** What was done, for whoever looks into a failure. */
  final List<String> story = new ArrayList<>();

  Schedule(Simulation template, long seed) {
    random = new Random(seed);
    kind = Kind.values()[random.nextInt(Kind.values().length)];
    watch = new Watch();
    sim = template.copy(seed, watch::over);
    watch.begin(sim, kind);
    tampering = new Tampering(random, sim);
    sim.network = this::deliver;
    sim.people.forEach(person -> person.seen = frame -> Shown.note(person, frame));
    story.add(kind + ", " + sim.people.size() + " clients");
  }

  /** Runs it; throws AssertionError where something does not hold. */
  void run() {
    sim.people.forEach(Simulation.Person::carryOut);
    sim.settle();
    watch.check();
    for (int step = 0; step < STEPS; step++) {
      act();
      watch.check();
    }
    if (kind == Kind.QUIET) {
      tampering.off = true;
      watch.everybodyHears(this::everybodyWrites);
    }
  }

  private List<byte[]> deliver(Simulation.Person to, byte[] frame) {
    byte[] shown = tampering.instead(shownInstead.getOrDefault(to, Map.of()), frame);
    return kind == Kind.QUIET ? List.of(shown) : tampering.deliver(to, shown);
  }

  private Simulation.Person anybody() {
    return sim.people.get(random.nextInt(sim.people.size()));
  }

  /** The false one: a steward, or a plain member. */
  private Simulation.Person liar() {
    return sim.people.get(kind == Kind.STEWARD ? 2 : 3);
  }

  private Simulation.Person honestSteward() {
    return sim.people.get(random.nextInt(2));
  }

  private void act() {
    int dice = random.nextInt(100);
    if (dice < 34) {
      write(anybody());
    } else if (dice < 44) {
      honest();
    } else if (dice < 52) {
      restart();
    } else if (dice < 62) {
      say("time passes");
      sim.pass(1 + random.nextInt(4));
    } else if (dice < 70 && kind != Kind.QUIET) {
      server();
    } else if (dice < 90) {
      lie();
    } else {
      vote();
    }
    sim.settle();
  }

  private void say(String what) {
    story.add(what);
  }

  // ---- what honest people do

  private void write(Simulation.Person person) {
    if (person.client.parts().channel(person.client.view().channels().isEmpty() ? "" : channel())
        != null) {
      say(name(person) + " writes");
      person.client.post(channel(), "text " + random.nextInt(), sim.now);
      person.carryOut();
    }
  }

  private String channel() {
    return sim.people
        .get(0)
        .client
        .parts()
        .membership
        .state()
        .channels()
        .keySet()
        .iterator()
        .next()
        .hex();
  }

  private void everybodyWrites() {
    for (Simulation.Person person : sim.people) {
      person.online = true;
      person.heldBackRoster = false;
      write(person);
    }
    sim.settle();
    sim.pass(90);
  }

  private String name(Simulation.Person person) {
    return "#" + sim.people.indexOf(person);
  }

  private void honest() {
    Simulation.Person steward = honestSteward();
    switch (random.nextInt(4)) {
      case 0 -> {
        say(name(steward) + " sets the timer");
        steward.client.setTimer(channel(), 3600 + random.nextInt(3600), sim.now);
      }
      case 1 -> {
        int who = 4 + random.nextInt(Math.max(1, sim.people.size() - 4));
        if (who < sim.people.size() && removed.size() < 2) {
          Simulation.Person gone = sim.people.get(who);
          say(name(steward) + " removes " + name(gone));
          removed.add(name(gone));
          String member = gone.client.device().keys().member().hex();
          steward.client.act("removeMembers", List.of(member, "0"), sim.now);
          steward.carryOut();
          sim.pass(11);
        }
      }
      case 2 -> {
        say(name(steward) + " makes a channel");
        steward.client.createChannel("more", 3600, sim.now);
      }
      default -> {
        say(name(steward) + " makes an invite");
        steward.client.createInvite("for somebody", 86_400_000, sim.now);
      }
    }
    steward.carryOut();
  }

  private void restart() {
    Simulation.Person person = anybody();
    if (random.nextBoolean()) {
      say(name(person) + " restarts");
      person.restart();
    } else {
      person.online = !person.online;
      say(name(person) + (person.online ? " is back" : " is away"));
      if (!person.online) {
        person.disconnect();
      }
    }
  }

  /** The honest stewards agree on the branch that the first of them is on. */
  private void vote() {
    Simulation.Person first = sim.people.get(0);
    var fork = first.client.view().office().fork();
    if (fork == null) {
      return;
    }
    String keep = fork.branches().get(0).id();
    say("stewards keep " + keep.substring(0, 8));
    for (int i = 0; i < 2; i++) {
      Simulation.Person steward = sim.people.get(i);
      steward.online = true;
      steward.client.act("resolve", List.of(keep), sim.now);
      steward.carryOut();
    }
    sim.pass(6);
  }

  // ---- what the server does besides touching frames

  private void server() {
    List<LogEntry> roster = sim.server.log(LogId.ROSTER);
    switch (random.nextInt(5)) {
      case 0 -> {
        LogEntry old = roster.get(random.nextInt(roster.size()));
        say("the server replays roster entry " + old.position());
        add(roster, old.body());
      }
      case 1 -> {
        List<LogEntry> log = sim.server.log(LogId.of(Hex.parse(channel())));
        if (!log.isEmpty()) {
          say("the server replays a message");
          LogEntry old = log.get(random.nextInt(log.size()));
          log.add(new LogEntry(log.size(), old.expiry(), old.body(), new byte[0], List.of()));
        }
      }
      case 2 -> {
        Simulation.Person person = anybody();
        person.heldBackRoster = !person.heldBackRoster;
        say("the server hides the roster from " + name(person) + ": " + person.heldBackRoster);
      }
      case 3 -> {
        byte[] broken = roster.get(random.nextInt(roster.size())).body().clone();
        broken[random.nextInt(broken.length)] ^= 1;
        say("the server forges a roster entry");
        add(roster, broken);
      }
      default -> {
        say("the server loses epoch packets: " + !sim.server.dropPackets);
        sim.server.dropPackets = !sim.server.dropPackets;
      }
    }
    sim.server.wires.forEach(FakeWire::flush);
  }

  private static void add(List<LogEntry> log, byte[] body) {
    log.add(new LogEntry(log.size(), 0, body, new byte[0], List.of()));
  }

  // ---- what the false ones do

  private void lie() {
    if (kind == Kind.STEWARD && random.nextInt(3) > 0) {
      fork();
    } else if (random.nextBoolean()) {
      alone();
    } else {
      say(name(liar()) + " names a head that is not there");
      FalseHead.post(sim, liar(), channel(), random);
    }
  }

  /** Two entries for one place: to everybody, or to each half another. */
  private void fork() {
    Simulation.Person liar = liar();
    if (!hidden.isEmpty() && random.nextBoolean()) {
      say("the server shows what it hid");
      add(sim.server.log(LogId.ROSTER), hidden.removeLast().body());
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
      say(name(liar) + " forks for all to see");
      roster.add(new LogEntry(roster.size(), 0, other.body(), new byte[0], List.of()));
    } else {
      say(name(liar) + " forks, and the server shows each half another branch");
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
    Simulation.Person liar = liar();
    RosterState state = liar.client.parts().membership.state();
    MemberId target = sim.people.get(random.nextInt(2)).client.device().keys().member();
    MemberId own = liar.client.device().keys().member();
    EntryBody body =
        switch (random.nextInt(4)) {
          case 0 -> new EntryBody.Remove(List.of(target), new byte[0], false);
          case 1 -> new EntryBody.Role(target, EntryBody.Role.MEMBER, new byte[0]);
          case 2 -> EntryBody.Policy.of(2, 3);
          default -> new EntryBody.Remove(List.of(own), new byte[0], false);
        };
    boolean inOwnName = random.nextInt(3) > 0;
    Simulation.Person by = inOwnName ? liar : honestSteward();
    say(name(liar) + " signs " + body.kind() + (inOwnName ? " alone" : " for " + name(by)));
    List<LogEntry> roster = sim.server.log(LogId.ROSTER);
    DeviceId actor = by.client.device().keys().device();
    roster.add(sealed(liar, actor, state, roster.size(), inOwnName ? body : note(state)));
    sim.server.wires.forEach(FakeWire::flush);
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
