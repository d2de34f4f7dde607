package org.understory.core;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.content.Content;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/** What must hold of compartments: nobody outside of one is given anything of it. */
final class CompartmentWatch {
  private final Map<Simulation.Person, Map<String, Read>> read = new HashMap<>();

  /** A chain as far as it was read a second time. */
  private static final class Read {
    final PlainCompartment plain = new PlainCompartment();
    int entries;
    byte[] head = {};
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  private @Nullable PlainCompartment plain(
      Simulation sim, Simulation.Person person, PlainRoster group, @Nullable Compartment one) {
    if (one == null || one.history().isEmpty()) {
      return null;
    }
    Map<String, Read> known = read.computeIfAbsent(person, p -> new HashMap<>());
    Read before = known.computeIfAbsent(one.id().hex(), id -> new Read());
    boolean goesOn =
        before.entries <= one.history().size()
            && (before.entries == 0
                || Arrays.equals(before.head, one.history().get(before.entries - 1).hash()));
    if (!goesOn) {
      before = new Read(); // the group's line moved over, and what stood on it was judged anew
      known.put(one.id().hex(), before);
    }
    while (before.entries < one.history().size()) {
      Compartment.Applied applied = one.history().get(before.entries++);
      before.plain.apply(sim.sealer, group, applied.entry());
      before.head = applied.hash();
    }
    return before.plain;
  }

  /** Reads every chain that somebody applied; throws where one is not by the rules. */
  void check(Simulation sim, Simulation.Person person, PlainRoster group) {
    for (Compartment one : person.client.parts().compartments.all()) {
      plain(sim, person, group, one);
    }
  }

  /** Something is about to be encrypted to a device. */
  void pairwise(
      Simulation sim, Simulation.Person from, PlainRoster group, DeviceId to, PairwiseBody body) {
    Compartments all = from.client.parts().compartments;
    Compartment about =
        switch (body) {
          case PairwiseBody.SenderKey key -> all.of(key.channel());
          case PairwiseBody.SenderKeyRequest request -> all.of(request.channel());
          case PairwiseBody.CompartmentSecret secret -> all.of(secret.compartment());
          case PairwiseBody.CompartmentAsk ask -> all.of(ask.compartment());
          case PairwiseBody.CompartmentVoice voice -> all.of(voice.compartment());
          case PairwiseBody.CompartmentEnd end -> all.of(end.compartment());
          default -> null;
        };
    PlainCompartment in = plain(sim, from, group, about);
    if (in != null) {
      MemberId member = group.devices.get(to);
      boolean ended = body instanceof PairwiseBody.CompartmentEnd && in.once.contains(member);
      require(in.has(group, to) || ended, "encrypts of a compartment to who is not in it: " + body);
      require(
          !(body instanceof PairwiseBody.CompartmentVoice) || in.keepers.contains(member),
          "a keeper's voice goes to who keeps nothing");
    }
  }

  /** A content is about to be sealed: whoever holds its key is in the compartment. */
  void writes(Simulation sim, Simulation.Person from, PlainRoster group, Content content) {
    GroupId id = content.group();
    Compartment one = from.client.parts().compartments.of(id);
    PlainCompartment in = plain(sim, from, group, one);
    EpochSecret secret = one == null ? null : one.secret(content.epoch());
    if (in == null || secret == null) {
      return;
    }
    for (Simulation.Person other : sim.people) {
      Compartment theirs = other.client.parts().compartments.of(id);
      if (theirs != null && holds(sim, theirs, content.epoch(), secret)) {
        require(
            in.has(group, other.client.device().keys().device()),
            "seals under a key of a compartment that somebody outside has");
      }
    }
  }

  private static boolean holds(
      Simulation sim, Compartment theirs, Epoch epoch, EpochSecret secret) {
    EpochSecret confirmed = theirs.secret(epoch);
    boolean holds = confirmed != null && confirmed.sameAs(sim.sealer, secret);
    for (EpochSecret offered : theirs.epochs.unconfirmed()) {
      holds |= offered.sameAs(sim.sealer, secret);
    }
    return holds;
  }

  /**
   * At the end of a quiet run: whoever is in one has read it to its end, has its key, and wrote
   * there what it wanted. Who was put out while away may not have learned of it.
   */
  void everybodyTakesPart(Simulation sim, Simulation.Person person) {
    Simulation.Person keeper = sim.people.get(0);
    for (Compartment one : person.client.parts().compartments.all()) {
      Compartment kept = keeper.client.parts().compartments.of(one.id());
      if (kept != null && kept.link.isCurrent() && kept.isActive(person.id())) {
        require(one.link.isCurrent(), "locked out of a compartment by one member");
        for (LogId log : one.logs()) {
          require(waiting(person, log) == 0, "muted in a compartment by one member");
        }
      }
    }
    for (LogId log : person.client.parts().membership.state().channels().keySet()) {
      require(waiting(person, log) == 0, "muted by one member: " + sim.people.indexOf(person));
    }
  }

  private static int waiting(Simulation.Person person, LogId log) {
    int waiting = 0;
    String prefix = MessageRow.channelPrefix(log);
    for (byte[] row : person.client.device().rows.scan(prefix).values()) {
      waiting += MessageRow.decode(row).state() == MessageRow.State.QUEUED ? 1 : 0;
    }
    return waiting;
  }
}
