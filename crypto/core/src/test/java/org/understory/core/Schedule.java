package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

  final Simulation sim;
  final Random random;
  final Kind kind;
  private final Watch watch;
  private final Tampering tampering;

  private final Everyday everyday;
  private final Lies lies;

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
    everyday = new Everyday(this, watch);
    lies = new Lies(this, watch);
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
      everyday.everybodyWrites();
      watch.expected.everybodyHears();
    }
  }

  private List<byte[]> deliver(Simulation.Person to, byte[] frame) {
    byte[] shown = tampering.instead(lies.shownInstead.getOrDefault(to, Map.of()), frame);
    return kind == Kind.QUIET ? List.of(shown) : tampering.deliver(to, shown);
  }

  private Simulation.Person anybody() {
    return sim.people.get(random.nextInt(sim.people.size()));
  }

  /** The false one: a steward, or a plain member. */
  Simulation.Person liar() {
    return sim.people.get(kind == Kind.STEWARD ? 2 : 3);
  }

  Simulation.Person honestSteward() {
    return sim.people.get(random.nextInt(2));
  }

  private void act() {
    int dice = random.nextInt(100);
    if (dice < 24) {
      everyday.write(anybody());
    } else if (dice < 48) {
      everyday.step();
    } else if (dice < 56) {
      restart();
    } else if (dice < 64) {
      say("time passes");
      sim.pass(1);
      sim.leap(random.nextInt(15_000));
    } else if (dice < 72 && kind != Kind.QUIET) {
      server();
    } else if (dice < 90) {
      lies.step();
    } else {
      vote();
    }
    sim.settle();
  }

  private void say(String what) {
    story.add(what);
  }

  String channel() {
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

  String name(Simulation.Person person) {
    return "#" + sim.people.indexOf(person);
  }

  /** Somebody who was not there before. */
  Simulation.Person person() {
    Simulation.Person made = sim.person();
    made.seen = frame -> Shown.note(made, frame);
    return made;
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

  static void add(List<LogEntry> log, byte[] body) {
    log.add(new LogEntry(log.size(), 0, body, new byte[0], List.of()));
  }
}
