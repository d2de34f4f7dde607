package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.understory.core.Stewards.act;
import static org.understory.core.Stewards.decision;
import static org.understory.core.Stewards.member;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.Approval;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.EntryBody.Add;
import org.understory.core.roster.RawEntries;
import org.understory.core.roster.RosterSeal;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedApproval;
import org.understory.core.roster.SignedEntry;
import org.understory.signal.IdentityKeyPair;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.LogId;

/**
 * A steward and the server try to let somebody in where the group wants three voices: whatever the
 * server forwards, each client counts for itself (INV-4, RC-58, RC-81 to RC-86).
 */
class FalseAdmissionTest {
  private static final long FOURTEEN_DAYS = 14 * 86_400_000L;

  private final Simulation sim = new Simulation(430);
  private final List<Simulation.Person> all = Stewards.three(sim);
  private final Simulation.Person ada = all.get(0);
  private final Simulation.Person ben = all.get(1);
  private final Simulation.Person cleo = all.get(2);
  private final DeviceKeySet dora = formerSteward();
  private final DeviceKeySet tablet = new Linked(sim).linked(ben).client.device().keys();
  private final Add add = prepared();

  /** The keys of somebody who was a steward, and who was put out. */
  private DeviceKeySet formerSteward() {
    Simulation.Person person = sim.joiner(ada, "Dora");
    Stewards.appoint(sim, ada, person, ben);
    DeviceKeySet keys = person.client.device().keys();
    act(sim, ada, "removeMembers", member(person), "0");
    sim.pass(11);
    act(sim, ben, "approveDecision", decision(ben).id());
    sim.pass(12);
    assertEquals(3, Stewards.of(ada).size());
    return keys;
  }

  /** Three voices are needed, and somebody wants in by an open invite. */
  private Add prepared() {
    act(sim, ada, "setPolicy", "2", "3");
    sim.pass(11);
    act(sim, ben, "approveDecision", decision(ben).id());
    sim.pass(12);
    sim.invite(ada);
    assertEquals(3, state(ada).approvalsNeeded());
    byte[] invite =
        state(ada).entryAt(state(ada).seq()) instanceof SignedEntry last
            ? last.hash(sim.sealer)
            : new byte[32];
    assertNotNull(state(ada).inviteByEntry(invite));
    byte[] secret = sim.randomness.bytes(32);
    byte[] identity = new byte[33];
    identity[0] = 5;
    System.arraycopy(sim.primitives.x25519().publicKey(secret), 0, identity, 1, 32);
    DeviceKeySet joiner = DeviceKeySet.fresh(sim.sealer, new IdentityKeyPair(identity, secret));
    return new Add(
        invite,
        sim.randomness.bytes(32),
        joiner.publish(sim.sealer, state(ada).groupId(), state(ada).space()),
        sim.randomness.bytes(32),
        new byte[0]);
  }

  private static RosterState state(Simulation.Person of) {
    return of.client.parts().membership.state();
  }

  private static DeviceKeySet keys(Simulation.Person of) {
    return of.client.device().keys();
  }

  private SignedApproval voice(DeviceKeySet by, Add of, long time) {
    return SignedApproval.sign(
        sim.sealer, by.signingSeed(), Approval.of(sim.sealer, state(ada), by.device(), of, time));
  }

  private SignedApproval voice(DeviceKeySet by) {
    return voice(by, add, sim.now);
  }

  /** Ada signs, and the server forwards it as it does any commit. */
  private void forwards(SignedApproval... voices) {
    List<SignedApproval> rising = new ArrayList<>(List.of(voices));
    rising.sort(Comparator.comparing(one -> one.approval().device().hex()));
    RosterState on = state(ada);
    SignedEntry entry =
        RawEntries.sign(
            sim.sealer,
            keys(ada),
            keys(ada).device(),
            on,
            add,
            sim.now,
            rising.stream().map(SignedApproval::encode).toList());
    var epoch = on.epoch();
    byte[] sealed =
        new RosterSeal(sim.sealer, on.space())
            .seal(
                ada.client.parts().rosterLog.keys(),
                epoch == null ? 1 : epoch.rosterKeyGeneration(),
                entry,
                false)
            .encode();
    List<LogEntry> roster = sim.server.log(LogId.ROSTER);
    roster.add(new LogEntry(roster.size(), 0, sealed, new byte[0], List.of()));
    sim.server.wires.forEach(FakeWire::flush);
    sim.settle();
  }

  private List<Simulation.Person> readers() {
    return sim.people.stream().filter(person -> person.phase().equals("READY")).toList();
  }

  private void refusedByAll(SignedApproval... voices) {
    byte[] head = state(ada).head();
    assertEquals(4, readers().size());
    forwards(voices);
    for (Simulation.Person reader : readers()) {
      assertArrayEquals(head, state(reader).head());
      assertNull(state(reader).member(add.device().member()));
      assertEquals("READY", reader.phase());
    }
    assertEquals(4, readers().size());
  }

  @Test
  void two_voices_are_not_three() {
    refusedByAll(voice(keys(ben)));
    refusedByAll(voice(keys(cleo)));
    refusedByAll();
  }

  @Test
  void three_signatures_of_two_stewards_are_two_voices() {
    refusedByAll(voice(keys(ben)), voice(tablet));
    refusedByAll(voice(keys(ben)), voice(keys(ben)));
    refusedByAll(voice(keys(ben)), voice(keys(ada)));
  }

  @Test
  void a_removed_steward_has_no_voice() {
    refusedByAll(voice(keys(ben)), voice(dora));
  }

  @Test
  void voices_for_another_request_are_none_for_this_one() {
    Add other =
        new Add(
            add.inviteEntry(),
            sim.randomness.bytes(32),
            add.device(),
            add.nameCommitment(),
            new byte[0]);
    refusedByAll(voice(keys(ben), other, sim.now), voice(keys(cleo), other, sim.now));
    refusedByAll(voice(keys(ben)), voice(keys(cleo), other, sim.now));
  }

  @Test
  void a_voice_of_more_than_fourteen_days_ago_is_over() {
    long over = sim.now - FOURTEEN_DAYS - 1;
    refusedByAll(voice(keys(ben)), voice(keys(cleo), add, over));
    refusedByAll(voice(keys(ben), add, over), voice(keys(cleo), add, over));
  }

  @Test
  void three_voices_of_three_stewards_let_somebody_in_everywhere() {
    List<Simulation.Person> readers = readers();
    forwards(voice(keys(ben)), voice(keys(cleo)));
    for (Simulation.Person reader : readers) {
      assertNotNull(state(reader).member(add.device().member()));
    }
  }
}
