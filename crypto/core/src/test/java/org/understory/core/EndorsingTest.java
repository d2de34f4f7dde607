package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Stewards.act;
import static org.understory.core.Stewards.member;
import static org.understory.core.Stewards.tried;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.deposit.PairwiseBody.RescueShare;
import org.understory.core.roster.EntryBody.EpochEntry;

/** Members go on without the stewards that are gone; docs/models/succession.pml. */
class EndorsingTest {
  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;

  private final Simulation sim = new Simulation(700);
  private final Simulation.Person ada = sim.founder();
  private final Simulation.Person ben = sim.joiner(ada, "Ben");
  private final Simulation.Person cleo = sim.joiner(ada, "Cleo");
  private final Simulation.Person dora = sim.joiner(ada, "Dora");
  private final Simulation.Person emil = sim.joiner(ada, "Emil");
  private final List<Simulation.Person> plain = List.of(ben, cleo, dora, emil);

  private String two() {
    return sorted(ben, cleo);
  }

  private static String sorted(Simulation.Person... people) {
    return String.join(
        " ", java.util.Arrays.stream(people).map(Stewards::member).sorted().toList());
  }

  private void dealt() {
    sim.leap(HOUR + 1000);
    sim.pass(3);
  }

  private static void away(Simulation.Person person) {
    person.online = false;
    person.disconnect();
  }

  private void back(Simulation.Person person) {
    person.online = true;
    sim.settle();
    sim.pass(3);
  }

  private void days(int days) {
    for (int i = 0; i < days; i++) {
      sim.leap(DAY);
    }
  }

  private static EpochEntry epoch(Simulation.Person of) {
    EpochEntry epoch = of.client.parts().membership.state().epoch();
    return java.util.Objects.requireNonNull(epoch);
  }

  private static RescueShare share(Simulation.Person of) {
    return java.util.Objects.requireNonNull(of.client.parts().governing.parts.own());
  }

  private void silent() {
    dealt();
    away(ada);
    days(8);
  }

  private void endorse(String who, Simulation.Person... people) {
    for (Simulation.Person person : people) {
      act(sim, person, "endorse", who);
    }
    sim.pass(14);
  }

  @Test
  void a_group_whose_steward_is_gone_goes_on_with_those_whom_two_thirds_choose() {
    silent();
    endorse(two(), ben, cleo);
    assertEquals(List.of(member(ada)), Stewards.of(dora), "two of four are not two thirds");
    endorse(two(), dora);
    sim.pass(12);
    for (Simulation.Person person : plain) {
      assertEquals(
          List.of(member(ben), member(cleo)).stream().sorted().toList(),
          Stewards.of(person).stream().sorted().toList());
    }
    assertEquals(2, sim.server.stewardKeys.size());
    act(sim, ben, "createChannel", "After", "3600");
    Simulation.Person fay = sim.joiner(cleo, "Fay");
    fay.post("hello");
    emil.post("we went on");
    assertEquals(List.of("hello", "we went on"), dora.texts());
    assertFalse(ben.client.parts().stewarding.hasIntents());
    assertNull(ben.client.parts().endorsing.seed());
  }

  @Test
  void who_comes_back_is_a_plain_member_and_halts_nobody() {
    silent();
    endorse(two(), ben, cleo, dora);
    sim.pass(12);
    back(ada);
    assertEquals(
        List.of(member(ben), member(cleo)).stream().sorted().toList(),
        Stewards.of(ada).stream().sorted().toList());
    assertEquals("READY", ada.phase());
    assertEquals("not-steward", tried(sim, ada, "removeMembers", member(ben), "0"));
    ada.post("I am back");
    sim.pass(2);
    assertTrue(emil.texts().contains("I am back"));
    for (Simulation.Person person : plain) {
      assertEquals("READY", person.phase());
    }
  }

  @Test
  void su_1_too_early_is_refused() {
    dealt();
    away(ada);
    days(6);
    assertEquals("not-silent", tried(sim, ben, "endorse", two()));
    days(2);
    assertEquals("", tried(sim, ben, "endorse", two()));
  }

  @Test
  void su_1_a_lease_is_a_sign_of_life() {
    dealt();
    days(7);
    away(ada);
    days(3);
    assertEquals("not-silent", tried(sim, ben, "endorse", two()));
  }

  @Test
  void su_1_who_was_away_itself_has_not_heard_a_silence() {
    dealt();
    away(ada);
    away(ben);
    days(8);
    back(ben);
    assertEquals(1, ben.client.parts().endorsing.silence.daysOnline());
    assertEquals("not-silent", tried(sim, ben, "endorse", two()));
    assertEquals("", tried(sim, cleo, "endorse", two()));
    days(2);
    assertEquals("", tried(sim, ben, "endorse", two()));
  }

  @Test
  void a_steward_that_signs_again_ends_it() {
    silent();
    endorse(two(), ben, cleo);
    back(ada);
    sim.pass(12);
    assertEquals("not-silent", tried(sim, dora, "endorse", two()));
    assertEquals(List.of(member(ada)), Stewards.of(ben));
    assertEquals(
        0,
        ben.client.parts().endorsing.choices.named().size(),
        "what was signed died with the head");
    days(1);
    assertEquals(List.of(member(ada)), Stewards.of(ben));
    assertFalse(ben.client.parts().endorsing.isChosen(List.of()));
  }

  @Test
  void a_lease_alone_stops_who_would_carry_it_out() {
    silent();
    String who = sorted(ben, emil);
    endorse(who, ben, emil);
    away(ben);
    away(emil);
    endorse(who, cleo, dora);
    sim.server.conflicts = 1000; // her refresh does not get in, her lease does
    back(ada);
    away(ada);
    sim.server.conflicts = 0;
    back(ben);
    back(emil);
    sim.pass(20);
    assertEquals(List.of(member(ada)), Stewards.of(ben));
    assertEquals("not-silent", tried(sim, ben, "endorse", who));
  }

  @Test
  void it_can_be_taken_back_for_ten_seconds() {
    silent();
    act(sim, ben, "endorse", two());
    assertEquals("already-decided", tried(sim, ben, "endorse", two()));
    var undo = ben.client.view().office().undos().get(0);
    act(sim, ben, "undo", undo.id());
    sim.pass(20);
    assertEquals(0, cleo.client.parts().endorsing.choices.named().size());
    assertEquals("", tried(sim, ben, "endorse", two()));
  }

  @Test
  void who_can_be_chosen() {
    silent();
    assertEquals("no-such", tried(sim, ben, "endorse", sorted(ben, ada)));
    assertEquals("bad-argument", tried(sim, ben, "endorse", member(ben)));
    assertEquals("no-such", tried(sim, ben, "endorse", "00"));
    back(ada);
    assertEquals("not-allowed", tried(sim, ada, "endorse", two()));
  }

  @Test
  void nobody_is_put_into_office_who_did_not_agree() {
    silent();
    endorse(two(), ben, dora, emil);
    sim.pass(30);
    assertEquals(List.of(member(ada)), Stewards.of(ben));
    assertEquals(0, ben.client.parts().endorsing.choices.voices(members(ben, cleo)).size());
    endorse(two(), cleo);
    sim.pass(20);
    assertEquals(2, Stewards.of(ben).size());
  }

  private static List<org.understory.core.roster.MemberId> members(Simulation.Person... people) {
    return java.util.Arrays.stream(people)
        .map(p -> p.client.device().keys().member())
        .sorted((a, b) -> a.hex().compareTo(b.hex()))
        .toList();
  }

  @Test
  void of_two_choices_at_once_one_wins_and_the_other_is_over() {
    silent();
    String others = sorted(dora, emil);
    act(sim, dora, "endorse", others);
    endorse(two(), ben, cleo, emil);
    sim.pass(30);
    assertEquals(2, Stewards.of(dora).size());
    assertEquals(0, dora.client.parts().endorsing.choices.named().size());
    for (Simulation.Person person : plain) {
      assertTrue(Stewards.of(person).contains(member(ben)));
      assertFalse(person.client.parts().stewarding.hasIntents());
    }
  }

  @Test
  void two_choices_with_enough_voices_each_are_decided_by_who_is_first() {
    silent();
    String others = sorted(dora, emil);
    away(ben);
    away(dora);
    for (Simulation.Person person : List.of(cleo, emil)) {
      act(sim, person, "endorse", two());
      act(sim, person, "endorse", others);
    }
    sim.pass(14);
    sim.server.conflicts = 1;
    ben.online = true;
    dora.online = true;
    sim.settle();
    sim.pass(2);
    act(sim, ben, "endorse", two());
    act(sim, ben, "endorse", others);
    act(sim, dora, "endorse", others);
    act(sim, dora, "endorse", two());
    sim.pass(40);
    List<String> chosen = Stewards.of(emil);
    assertEquals(2, chosen.size());
    assertFalse(chosen.contains(member(ada)));
    for (Simulation.Person person : plain) {
      assertEquals(chosen, Stewards.of(person));
      assertEquals("READY", person.phase());
      assertFalse(person.client.parts().stewarding.hasIntents());
    }
  }

  // ---- parts of the rescue key

  @Test
  void the_rescue_key_is_dealt_to_the_plain_members_and_its_seed_forgotten() {
    dealt();
    assertEquals(32, epoch(ben).rescueKey().length);
    assertArrayEquals(epoch(ben).rescueKey(), sim.server.rescueKey);
    List<Integer> indexes = new ArrayList<>();
    for (Simulation.Person person : plain) {
      assertEquals(3, share(person).needed());
      indexes.add(share(person).index());
    }
    assertEquals(List.of(1, 2, 3, 4), indexes.stream().sorted().toList());
    assertNull(ada.client.parts().governing.parts.own());
    assertNull(ada.client.device().facts.bytes("rescue-made"));
    assertEquals(0, ada.client.device().rows.scan("yo/").size());
    assertNull(ben.client.parts().governing.parts.seed());
  }

  @Test
  void nobody_hands_a_part_over_before_it_endorses() {
    silent();
    act(sim, ben, "endorse", two());
    act(sim, cleo, "endorse", two());
    sim.pass(20);
    assertEquals(1, ben.client.device().rows.scan("yh/").size());
    assertEquals(0, dora.client.device().rows.scan("yh/").size());
  }

  @Test
  void parts_that_a_removed_member_saved_are_worth_nothing() {
    dealt();
    List<RescueShare> saved = new ArrayList<>();
    for (Simulation.Person person : plain) {
      saved.add(share(person));
    }
    byte[] old = epoch(ben).rescueKey();
    act(sim, ada, "removeMembers", member(emil), "0");
    sim.pass(14);
    assertFalse(java.util.Arrays.equals(old, epoch(ben).rescueKey()));
    assertArrayEquals(epoch(ben).rescueKey(), sim.server.rescueKey);
    for (Simulation.Person person : List.of(ben, cleo, dora)) {
      assertEquals(2, share(person).needed());
      assertEquals(1, person.client.device().rows.scan("yd/").size(), "the old part is gone");
    }
    var parts = ben.client.parts().governing.parts;
    for (RescueShare one : saved) {
      parts.handed(cleo.publicKeys(), one);
      assertNull(parts.seed());
    }
    RescueShare emils = saved.get(3);
    parts.handed(
        cleo.publicKeys(),
        new RescueShare(
            true, emils.index(), 2, emils.share(), epoch(ben).rescueKey(), emils.setVersion()));
    assertNull(parts.seed(), "an old part in the place of a new one");
    parts.handed(dora.publicKeys(), share(dora));
    assertNotNull(parts.seed(), "two true ones among three");
  }

  @Test
  void a_part_from_who_did_not_name_the_key_is_none() {
    dealt();
    var parts = ben.client.parts().governing.parts;
    RescueShare own = share(ben);
    EpochEntry epoch = epoch(ben);
    parts.dealt(
        cleo.publicKeys(),
        new RescueShare(false, 9, 3, new byte[32], epoch.rescueKey(), epoch.stewardSetVersion()));
    assertEquals(own.index(), share(ben).index());
    ben.client
        .device()
        .rows
        .delete("yd/" + Hex.of(epoch.stewardSetVersion()) + "/" + ada.id().hex());
    assertNull(parts.own());
  }

  @Test
  void a_new_member_has_a_part_a_day_later() {
    dealt();
    Simulation.Person fay = sim.joiner(ada, "Fay");
    sim.pass(3);
    assertNull(fay.client.parts().governing.parts.own());
    sim.leap(DAY + HOUR);
    sim.pass(3);
    assertNotNull(fay.client.parts().governing.parts.own());
    assertEquals(4, share(ben).needed());
  }
}
