package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.understory.core.compartment.CompartmentBody;
import org.understory.core.compartment.RawCompartmentEntries;
import org.understory.core.compartment.SignedCompartmentEntry;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterKeys;
import org.understory.core.roster.RosterSeal;
import org.understory.core.roster.RosterState;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.frame.LogEntry;

/** A false member inside or outside of a compartment. */
final class FalseKeeper {
  private final Schedule schedule;
  private final Simulation sim;
  private final Random random;

  FalseKeeper(Schedule schedule) {
    this.schedule = schedule;
    sim = schedule.sim;
    random = schedule.random;
  }

  void step() {
    Compartment theirs = ofAnybody();
    Simulation.Person liar = schedule.liar();
    if (theirs == null) {
      return;
    }
    Compartment own = liar.client.parts().compartments.of(theirs.id());
    if (own == null || own.state().isEmpty() || !own.amIn() || random.nextInt(4) == 0) {
      tells(liar, theirs);
    } else {
      signs(liar, own);
    }
    sim.server.wires.forEach(FakeWire::flush);
  }

  private @Nullable Compartment ofAnybody() {
    for (Simulation.Person person : sim.people) {
      for (Compartment one : person.client.parts().compartments.all()) {
        if (!one.state().isEmpty()) {
          return one;
        }
      }
    }
    return null;
  }

  /** Asks for the secret, or hands out one that is none. */
  private void tells(Simulation.Person liar, Compartment about) {
    List<DeviceKeys> targets = new ArrayList<>();
    for (DeviceKeys other : liar.client.parts().membership.others()) {
      if (about.state().person(other.member()) != null) {
        targets.add(other);
      }
    }
    EpochSecret known = about.secret();
    if (known == null || liar.client.parts().membership.halted()) {
      return;
    }
    PairwiseBody body = new PairwiseBody.CompartmentAsk(about.id());
    if (random.nextBoolean()) {
      EpochSecret wrong =
          EpochSecret.fresh(
              EpochSecret.Of.COMPARTMENT, sim.randomness, known.generation() + random.nextInt(2));
      body =
          new PairwiseBody.CompartmentSecret(
              about.id(), wrong, 1, sim.randomness.bytes(32), about.rosterLog, null);
    }
    schedule.story.add(schedule.name(liar) + " tells " + body + " to " + targets.size());
    if (liar.client.parts().sessions.ready(targets)) {
      liar.client.parts().sessions.deposit(targets, body);
    }
    liar.client.tick(sim.now);
    liar.carryOut();
  }

  /** Signs what it may not, alone; where it keeps the compartment, some of it holds. */
  private void signs(Simulation.Person liar, Compartment own) {
    RosterState group = liar.client.parts().membership.state();
    RosterKeys keys = own.keyring.keys();
    CompartmentBody.Epoch epoch = own.state().epoch();
    Simulation.Person other = sim.people.get(random.nextInt(sim.people.size()));
    if (keys == null || epoch == null || !other.client.device().hasKeys()) {
      return;
    }
    MemberId member = other.client.device().keys().member();
    CompartmentBody body =
        switch (random.nextInt(4)) {
          case 0 -> new CompartmentBody.Add(List.of(member));
          case 1 -> new CompartmentBody.Remove(List.of(member));
          case 2 ->
              new CompartmentBody.Role(
                  liar.client.device().keys().member(), CompartmentBody.Role.KEEPER);
          default -> rekeyed(own, epoch);
        };
    schedule.story.add(schedule.name(liar) + " signs in a compartment: " + body);
    SignedCompartmentEntry signed =
        RawCompartmentEntries.sign(
            sim.sealer,
            liar.client.device().keys(),
            random.nextInt(4) == 0 ? schedule.honestSteward().id() : liar.id(),
            own.state(),
            group,
            body,
            sim.now);
    List<LogEntry> chain = sim.server.log(own.rosterLog);
    byte[] sealed =
        new RosterSeal(sim.sealer, group.space())
            .seal(keys, epoch.rosterKeyGeneration(), signed.bytes(), false)
            .encode();
    chain.add(new LogEntry(chain.size(), 0, sealed, new byte[0], List.of()));
  }

  /** New keys that nobody else has, though nothing made them due. */
  private CompartmentBody rekeyed(Compartment own, CompartmentBody.Epoch epoch) {
    if (own.isStale() || sim.now - own.history().getLast().entry().entry().time() > 3_000_000) {
      return new CompartmentBody.Policy(CompartmentBody.Policy.APPROVALS, 2);
    }
    return new CompartmentBody.Epoch(
        epoch.generation() + 1,
        0,
        sim.randomness.bytes(32),
        sim.sealer.primitives().ed25519().publicKey(sim.randomness.bytes(32)),
        epoch.rosterKeyGeneration() + 1);
  }
}
