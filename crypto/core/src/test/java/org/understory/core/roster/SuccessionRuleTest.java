package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.Succession;
import org.understory.core.roster.Stewards.Branch;

/** A refusal for each rule of SUCCESSION (RC-140 to RC-146); docs/models/succession.pml. */
final class SuccessionRuleTest {
  private static final long WEEK = 7 * 24 * TestGroup.HOUR;

  private final Stewards group = new Stewards(420);
  private final DeviceKeySet s = group.s;
  private final DeviceKeySet m = group.m;
  private final DeviceKeySet n = group.n;
  private final Branch line = group.branch();
  private List<byte[]> offices = List.of();

  SuccessionRuleTest() {
    group.group.pass(WEEK);
    offices = offices(m, n);
  }

  private List<byte[]> offices(DeviceKeySet... chosen) {
    List<DeviceKeySet> sorted = new ArrayList<>(List.of(chosen));
    sorted.sort((a, b) -> IdList.compare(a.device().bytes(), b.device().bytes()));
    List<byte[]> all = new ArrayList<>();
    sorted.forEach(one -> all.add(line.office(one)));
    return all;
  }

  private Succession part(List<byte[]> evidence, DeviceKeySet... endorsing) {
    return part(line.state, evidence, endorsing);
  }

  private Succession part(RosterState base, List<byte[]> evidence, DeviceKeySet... endorsing) {
    List<byte[]> endorsers = new ArrayList<>();
    for (DeviceKeySet one : endorsing) {
      endorsers.add(Endorsement.sign(group.sealer(), base, one, offices));
    }
    endorsers.sort((a, b) -> IdList.compare(Arrays.copyOf(a, 16), Arrays.copyOf(b, 16)));
    return new Succession(base.seq(), base.head(), offices, endorsers, evidence);
  }

  private RosterCheck refusal(DeviceKeySet by, Succession part) {
    return assertThrows(BrokenRuleException.class, () -> line.further().entry(by, part)).check();
  }

  @Test
  void two_thirds_of_the_members_put_in_other_stewards() {
    int before = RosterState.existing(line.state.epoch()).generation();
    RosterState after = line.entry(m, part(List.of(), m, n)).state;
    assertEquals(before + 1, RosterState.existing(after.epoch()).generation());
    for (byte[] office : offices) {
      assertTrue(after.isSpent(ProposalRules.hash(group.sealer(), office)));
    }
    assertEquals(2, after.stewardCount());
    assertNotNull(after.stewardOf(m.device()));
    assertEquals(null, after.stewardOf(s.device()));
    assertNotNull(after.deviceOf(s.device()), "who was a steward is a plain member");
  }

  /** WITHOUT_TWO_THIRDS, WITHOUT_TWO_AT_LEAST. */
  @Test
  void one_of_two_members_changes_nothing() {
    RosterState after = line.entry(m, part(List.of(), m)).state;
    assertEquals(3, after.stewardCount());
    assertEquals(2, Endorsement.needed(1));
    assertEquals(2, Endorsement.needed(3));
    assertEquals(3, Endorsement.needed(4));
    assertEquals(667, Endorsement.needed(1000));
  }

  @Test
  void it_may_come_in_parts() {
    RosterState base = line.state;
    line.entry(m, part(base, List.of(), m)).entry(n, part(base, List.of(), n));
    assertNotNull(line.state.stewardOf(n.device()));
  }

  @Test
  void anything_between_the_parts_discards_what_was_collected() {
    RosterState base = line.state;
    line.entry(m, part(base, List.of(), m)).note(s);
    assertEquals(RosterCheck.SUCCESSION_BASE, refusal(n, part(base, List.of(), n)));
  }

  /** WITHOUT_BINDING_TO_THE_HEAD. */
  @Test
  void rc_140_endorsements_for_an_older_head() {
    RosterState old = line.state;
    line.note(s);
    group.group.pass(WEEK);
    offices = offices(m, n);
    assertEquals(RosterCheck.SUCCESSION_BASE, refusal(m, part(old, List.of(), m, n)));
  }

  /** WITHOUT_SEVEN_DAYS_AFTER_HEAD. */
  @Test
  void rc_141_before_seven_days_have_passed_since_the_head() {
    group.group.pass(-TestGroup.HOUR);
    line.note(s);
    group.group.pass(WEEK - 1);
    offices = offices(m, n);
    assertEquals(RosterCheck.SUCCESSION_TIME, refusal(m, part(List.of(), m, n)));
    group.group.pass(1);
    line.entry(m, part(List.of(), m, n));
  }

  @Test
  void rc_141_not_waited_for_where_every_steward_is_proven_false() {
    List<byte[]> evidence = new ArrayList<>();
    Branch forked = group.branch();
    for (DeviceKeySet steward : List.of(s, group.t, group.e)) {
      evidence.add(line.further().note(steward).last().bytes());
      line.note(steward);
    }
    assertEquals(line.state.seq() - forked.state.seq(), 3);
    offices = offices(m, n);
    assertEquals(RosterCheck.SUCCESSION_TIME, refusal(m, part(evidence.subList(0, 2), m, n)));
    line.entry(m, part(evidence, m, n));
  }

  /** WITHOUT_SIGNATURES_OF_MEMBERS. */
  @Test
  void rc_142_stewards_strangers_and_forged_signatures_do_not_endorse() {
    assertEquals(RosterCheck.SUCCESSION_ENDORSER, refusal(m, part(List.of(), m, s)));
    assertEquals(
        RosterCheck.SUCCESSION_ENDORSER, refusal(m, part(List.of(), m, group.group.device())));
    Succession good = part(List.of(), m, n);
    byte[] forged = good.endorsers().get(0).clone();
    forged[40] ^= 1;
    assertEquals(
        RosterCheck.SUCCESSION_ENDORSER,
        refusal(m, with(good, List.of(forged, good.endorsers().get(1)))));
  }

  private static Succession with(Succession part, List<byte[]> endorsers) {
    return new Succession(
        part.baseSeq(), part.baseHead(), part.offices(), endorsers, part.evidence());
  }

  @Test
  void rc_142_nobody_counts_twice() {
    Succession good = part(List.of(), m);
    byte[] one = good.endorsers().get(0);
    assertEquals(RosterCheck.SUCCESSION_ENDORSER, refusal(m, with(good, List.of(one, one))));
    RosterState base = line.state;
    line.entry(m, good);
    assertEquals(RosterCheck.SUCCESSION_ENDORSER, refusal(m, part(base, List.of(), m)));
  }

  @Test
  void rc_143_offices_of_stewards_of_one_alone_or_without_the_key() {
    offices = offices(m);
    assertEquals(RosterCheck.SUCCESSION_OFFICES, refusal(m, part(List.of(), m, n)));
    offices = offices(m, s);
    assertEquals(RosterCheck.SUCCESSION_OFFICES, refusal(m, part(List.of(), m, n)));
    byte[] forged = offices(m).get(0);
    forged[forged.length - 1] ^= 1;
    offices = List.of(forged, offices(n).get(0));
    assertEquals(RosterCheck.SUCCESSION_OFFICES, refusal(m, part(List.of(), m, n)));
  }

  @Test
  void rc_143_two_offices_with_one_steward_access_key() {
    byte[] seed = new byte[32];
    List<DeviceKeySet> both = new ArrayList<>(List.of(m, n));
    both.sort((a, b) -> IdList.compare(a.device().bytes(), b.device().bytes()));
    offices = both.stream().map(one -> line.office(one, seed)).toList();
    assertEquals(RosterCheck.SUCCESSION_OFFICES, refusal(m, part(List.of(), m, n)));
  }

  @Test
  void rc_144_a_part_with_other_offices() {
    RosterState base = line.state;
    line.entry(m, part(base, List.of(), m));
    offices = offices(m, n);
    assertEquals(RosterCheck.SUCCESSION_PART, refusal(n, part(base, List.of(), n)));
  }

  @Test
  void rc_145_an_actor_who_does_not_endorse() {
    assertEquals(RosterCheck.SUCCESSION_ACTOR, refusal(s, part(List.of(), m, n)));
  }

  @Test
  void rc_146_evidence_that_proves_nothing_or_comes_late() {
    byte[] own = line.further().note(s).last().bytes();
    assertEquals(
        RosterCheck.SUCCESSION_EVIDENCE, refusal(m, part(List.of(own), m, n)), "no entry there");
    byte[] made = group.group.entries().get(3).bytes();
    assertEquals(RosterCheck.SUCCESSION_EVIDENCE, refusal(m, part(List.of(made), m, n)));
    RosterState base = line.state;
    line.entry(m, part(base, List.of(), m));
    assertEquals(RosterCheck.SUCCESSION_EVIDENCE, refusal(n, part(base, List.of(made), n)));
  }
}
