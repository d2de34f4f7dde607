package org.understory.core;

import org.understory.core.deposit.ProposalSeal;
import org.understory.core.roster.Act;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Proposal;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedProposal;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.id.LogId;

/** A false member that fills the logs which members write, with what is valid and what is none. */
final class Flood {
  private static final int AT_ONCE = 30;

  private final Schedule schedule;
  private final Simulation sim;

  Flood(Schedule schedule) {
    this.schedule = schedule;
    sim = schedule.sim;
  }

  void step() {
    Simulation.Person liar = schedule.liar();
    RosterState state = liar.client.parts().membership.state();
    EpochSecret secret = liar.client.parts().membership.secret();
    if (secret == null || state.deviceOf(liar.id()) == null) {
      return;
    }
    schedule.story.add(schedule.name(liar) + " floods the proposals");
    long expiry = (sim.now / 1000 + 3_600) / FakeServer.BUCKET * FakeServer.BUCKET;
    for (int i = 0; i < AT_ONCE; i++) {
      Proposal proposal =
          new Proposal(act(i), state.groupId(), liar.id(), sim.now - i, state.seq(), state.head());
      byte[] seed = liar.client.device().keys().signingSeed();
      SignedProposal signed = SignedProposal.sign(sim.sealer, seed, proposal);
      byte[] body = ProposalSeal.seal(sim.sealer, secret, state.space(), expiry, signed);
      if (i % 10 == 9) {
        body[body.length - 1] ^= 1;
      }
      sim.server.append(LogId.PROPOSALS, body);
    }
    sim.server.append(LogId.PROPOSALS, sim.randomness.bytes(300));
    sim.server.append(LogId.KNOCK, sim.randomness.bytes(300));
  }

  private Act act(int number) {
    return switch (number % 3) {
      case 0 -> new Act.Withdraw(sim.randomness.bytes(32));
      case 1 -> Act.Propose.of(EntryBody.Policy.of(3, 24 + number), null);
      default -> new Act.RecoveryKey(sim.randomness.bytes(32));
    };
  }
}
