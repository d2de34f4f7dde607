package org.understory.interop.interaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.understory.signal.Randomness;
import org.understory.signal.SeededRandomness;
import org.understory.signal.SignalEngine;
import org.understory.signal.TestDevice;

/**
 * One schedule carried out. Every step either has the effect that the model foresees or ends the
 * run with an {@link AssertionError}.
 */
final class Interaction {
  /** More sessions between two parties would only meet the limit of 40 archived ones. */
  private static final int MOST_SESSIONS = 30;

  private static final long SECOND = 1000;
  private static final long[] PAUSES = {
    SECOND, 3600 * SECOND, 24 * 3600 * SECOND, 20L * 24 * 3600 * SECOND
  };

  private final Schedule schedule;
  private final Judge judge = new Judge();
  private final List<Party> parties = new ArrayList<>();
  private final List<UnderWay> network = new ArrayList<>();
  private final List<UnderWay> arrived = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Pairs pairs;
  private final Chains chains;
  private long now = TestDevice.NOW;

  Interaction(Schedule schedule, List<Function<Randomness, SignalEngine>> engines) {
    this.schedule = schedule;
    SeededRandomness randomness = new SeededRandomness(1);
    int count = 2 + schedule.head(0) % 4;
    int choice = schedule.head(1);
    for (int i = 0; i < count; i++) {
      Function<Randomness, SignalEngine> engine = engines.get(choice % engines.size());
      Supplier<SignalEngine> fresh = () -> engine.apply(randomness);
      parties.add(new Party(i, fresh));
      choice /= engines.size();
    }
    for (Party party : parties) {
      for (Party other : parties) {
        party.device().store().trust(other.device().address(), other.device().identityKey());
      }
    }
    this.pairs = new Pairs(judge, randomness);
    this.chains = new Chains(judge, randomness);
  }

  Map<String, Integer> seen() {
    return judge.seen();
  }

  /** What was done, step by step. */
  String story() {
    return String.join("\n", told);
  }

  void run() {
    for (int step = 0; step < schedule.steps(); step++) {
      act(step);
    }
    settle();
  }

  private void act(int step) {
    int first = schedule.number(step, 1);
    int second = schedule.number(step, 2);
    int third = schedule.number(step, 3);
    Party from = parties.get(first % parties.size());
    Party to = other(from, second);
    switch (schedule.number(step, 0) % 32) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> send(from, to, third);
      case 8, 9, 10, 11, 12, 13, 14, 15, 16 -> deliver(first * 256 + second);
      case 17 -> lose(first * 256 + second);
      case 18, 19 -> repeat(first * 256 + second);
      case 20 -> corrupt(first, second * 256 + third);
      case 21 -> misdirect(first, second);
      case 22, 23 -> start(from, to, third);
      case 24 -> restart(from);
      case 25 -> archive(first * 256 + second);
      case 26 -> pass(PAUSES[third % PAUSES.length]);
      case 27 -> forget(from, to, PAUSES[third % PAUSES.length] * (third / 4 % 3));
      case 28 -> share(from);
      case 29, 30 -> post(from, third);
      default -> changeGroup(from, third);
    }
  }

  private Party other(Party party, int choice) {
    int at = parties.indexOf(party);
    return parties.get((at + 1 + choice % (parties.size() - 1)) % parties.size());
  }

  private void tell(String line) {
    told.add(told.size() + ". " + line);
  }

  private void send(Party from, Party to, int third) {
    if (from.isRemoved() || to.isRemoved()) {
      return;
    }
    tell(from + " writes to " + to);
    if (!pairs.canSend(from, to, now)) {
      pairs.sendRefused(from, to, now);
      if (third % 4 == 0 || !start(from, to, third)) {
        return;
      }
    }
    network.add(pairs.send(from, to, third, now));
  }

  private boolean start(Party from, Party to, int third) {
    if (from.isRemoved() || to.isRemoved() || pairs.sessionsOf(from, to) >= MOST_SESSIONS) {
      return false;
    }
    tell(from + " starts a session with " + to);
    pairs.start(from, to, third % 3 == 0, now);
    return true;
  }

  private void deliver(int choice) {
    if (!network.isEmpty()) {
      UnderWay message = network.remove(choice % network.size());
      arrive(message);
      arrived.add(message);
    }
  }

  private void lose(int choice) {
    if (!network.isEmpty()) {
      tell("lost: " + network.remove(choice % network.size()));
    }
  }

  private void repeat(int choice) {
    if (!arrived.isEmpty()) {
      arrive(arrived.get(choice % arrived.size()));
    }
  }

  private void arrive(UnderWay message) {
    tell("arrives: " + message);
    switch (message) {
      case UnderWay.Pairwise pairwise -> {
        if (pairs.arrive(pairwise, now)) {
          chains.learn(pairwise, now);
        }
      }
      case UnderWay.Posted posted -> chains.arrive(posted, now);
    }
  }

  private void corrupt(int first, int bit) {
    if (network.isEmpty()) {
      return;
    }
    UnderWay message = network.get(first % network.size());
    tell("arrives with bit " + bit + " changed: " + message);
    switch (message) {
      case UnderWay.Pairwise pairwise -> {
        if (pairs.arriveCorrupted(pairwise, bit, now)) {
          chains.learn(pairwise, now);
        }
      }
      case UnderWay.Posted posted -> chains.arriveCorrupted(posted, bit, now);
    }
  }

  private void misdirect(int first, int second) {
    if (!network.isEmpty()
        && parties.size() > 2
        && network.get(first % network.size()) instanceof UnderWay.Pairwise message) {
      Party third = parties.get(second % parties.size());
      if (third != message.from() && third != message.to()) {
        tell("arrives at " + third + " and as from " + third + ": " + message);
        pairs.misdirected(message, third, now);
      }
    }
  }

  private void restart(Party party) {
    tell(party + " restarts");
    party.restart();
    judge.count("restarts");
  }

  private void archive(int choice) {
    List<UnderWay> all = new ArrayList<>(network);
    all.addAll(arrived);
    if (!all.isEmpty() && all.get(choice % all.size()) instanceof UnderWay.Pairwise message) {
      tell("could not be read, it is said: " + message);
      pairs.archive(message, now);
    }
  }

  private void pass(long millis) {
    tell(millis / SECOND + " s pass");
    now += millis;
    judge.count("time passes");
  }

  private void forget(Party party, Party other, long age) {
    tell(party + " forgets what it skipped of " + other + " more than " + age + " ms ago");
    pairs.forget(party, other, now - age);
    chains.forget(party, other, now - age);
  }

  /** With everyone else who is still there. */
  private void share(Party from) {
    if (from.isRemoved()) {
      return;
    }
    for (Party to : parties) {
      if (to != from && !to.isRemoved()) {
        if (pairs.canSend(from, to, now) || start(from, to, 1)) {
          tell(from + " shares its chain with " + to);
          network.add(pairs.send(from, to, chains.distribution(from), now));
        }
      }
    }
  }

  private void post(Party from, int third) {
    if (from.isRemoved()) {
      return;
    }
    tell(from + " posts");
    network.addAll(chains.post(from, parties, third));
  }

  /** One in four removes somebody, as long as two stay; then, and else, chains are replaced. */
  private void changeGroup(Party party, int third) {
    long staying = parties.stream().filter(each -> !each.isRemoved()).count();
    if (third % 4 == 0 && staying > 2 && !party.isRemoved()) {
      tell(party + " is removed");
      party.remove();
      judge.count("a party is removed");
      parties.forEach(chains::replace);
    } else {
      tell(party + " replaces its chain");
      chains.replace(party);
    }
  }

  /** Whatever went before, what is under way arrives, and all who are left can talk again. */
  private void settle() {
    while (!network.isEmpty()) {
      deliver(network.size() / 2);
    }
    for (Party from : parties) {
      for (Party to : parties) {
        if (parties.indexOf(from) < parties.indexOf(to) && !from.isRemoved() && !to.isRemoved()) {
          reconcile(from, to);
        }
      }
    }
  }

  private void reconcile(Party from, Party to) {
    for (int i = 0; i < 3; i++) {
      tell(from + " and " + to + " talk");
      if (!pairs.canSend(from, to, now)) {
        pairs.start(from, to, i == 0, now);
      }
      arrive(pairs.send(from, to, i, now));
      arrive(pairs.send(to, from, i, now));
    }
    pairs.bothAreAnswered(from, to, now);
  }
}
