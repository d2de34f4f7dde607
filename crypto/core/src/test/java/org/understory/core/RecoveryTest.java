package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.recovery.Sheet;
import org.understory.core.view.Devices;

/** Coming back with the recovery sheet, with parts of it, or with nothing. */
class RecoveryTest {
  private final Simulation sim = new Simulation(73);
  private final Linked links = new Linked(sim);
  private final Simulation.Person ada = sim.founder();
  private final Simulation.Person ben = sim.joiner(ada, "Ben");

  /** What stands on a person's paper. */
  static String paper(Simulation.Person person) {
    String json = person.client.query("sheet", List.of());
    int from = json.indexOf("understory-recovery");
    return from < 0 ? "" : json.substring(from, json.indexOf('"', from));
  }

  private Devices.Sheet sheet(Simulation.Person person) {
    return person.client.view().devices().sheet();
  }

  private Simulation.Person returning(String paper) {
    Simulation.Person back = sim.person();
    assertEquals("", links.act(back, "recover", paper));
    sim.pass(3);
    return back;
  }

  private String asked(Simulation.Person steward) {
    List<Devices.Recovery> asked = steward.client.view().devices().recoveries();
    assertEquals(1, asked.size());
    return asked.getFirst().id();
  }

  @Test
  void everyone_has_a_sheet_at_the_end_of_coming_in_and_its_secret_goes_when_it_was_rehearsed() {
    for (Simulation.Person person : List.of(ada, ben)) {
      assertEquals(Devices.SheetState.MADE, sheet(person).state());
      assertTrue(paper(person).startsWith("understory-recovery-v1."), paper(person));
      String before = paper(person);
      person.restart();
      assertEquals(before, paper(person));
      assertEquals("", links.act(person, "sheetRehearsed"));
      assertEquals(Devices.SheetState.REHEARSED, sheet(person).state());
      assertEquals("", paper(person));
      assertEquals("no-such", links.act(person, "sheetRehearsed"));
    }
    assertNotEquals(Devices.SheetState.NONE, sheet(ada).state());
  }

  @Test
  void a_sheet_that_nobody_rehearsed_is_forgotten_after_a_day() {
    sim.pass(2);
    sim.leap(86_400_000L);
    sim.pass(2);
    assertEquals("", paper(ben));
    assertEquals(Devices.SheetState.MADE, sheet(ben).state());
  }

  @Test
  void a_clean_device_with_the_sheet_is_the_member_again_once_a_steward_has_confirmed_it() {
    String paper = paper(ben);
    ben.post("before");
    String member = ben.client.view().me().member();
    Simulation.Person old = ben;
    Simulation.Person back = returning(paper);
    assertEquals("WAITING", back.phase());
    assertEquals(member, ada.client.view().devices().recoveries().getFirst().member());
    assertTrue(ben.client.view().devices().recoveries().getFirst().mine());
    assertEquals(
        Devices.AlertKind.OWN_RECOVERY, ben.client.view().devices().alerts().getFirst().kind());
    assertEquals("", links.act(ada, "confirmRecovery", asked(ada)));
    sim.pass(40);
    assertEquals("READY", back.phase());
    assertEquals(member, back.client.view().me().member());
    assertEquals("Ben", back.client.view().me().name());
    assertEquals("REMOVED", old.phase());
    assertEquals(List.of(), ada.client.view().devices().recoveries());
    ada.post("welcome back");
    back.post("thank you");
    sim.pass(10);
    assertEquals(List.of("welcome back", "thank you"), back.texts());
    assertEquals(List.of("before", "welcome back", "thank you"), ada.texts());
    assertTrue(ada.client.timeline(ada.channel(), 99).items().toString().contains("RECOVERED"));
    assertNotEquals(paper, paper(back));
    assertTrue(paper(back).startsWith("understory-recovery-v1."));
    assertArrayEquals(server(back), Sheet.knockKey(sim.sealer, secret(back), sim.server.space()));
    assertNull(sim.server.knockKeys.get(old.mailbox()));
  }

  private byte[] server(Simulation.Person person) {
    byte[] key = sim.server.knockKeys.get(person.mailbox());
    return key == null ? new byte[0] : key;
  }

  private static byte[] secret(Simulation.Person person) {
    byte[] secret = person.client.device().facts.bytes("sheet-secret");
    return secret == null ? new byte[0] : secret;
  }

  @Test
  void a_sheet_works_once_and_the_new_one_after_it() {
    String paper = paper(ben);
    Simulation.Person back = returning(paper);
    links.act(ada, "confirmRecovery", asked(ada));
    sim.pass(40);
    Simulation.Person thief = returning(paper);
    assertEquals("DECLINED", thief.phase());
    assertEquals(List.of(), ada.client.view().devices().recoveries());
    Simulation.Person again = returning(paper(back));
    links.act(ada, "confirmRecovery", asked(ada));
    sim.pass(40);
    assertEquals("READY", again.phase());
    assertEquals("REMOVED", back.phase());
  }

  @Test
  void a_replaced_sheet_and_that_of_a_removed_member_open_nothing() {
    String first = paper(ben);
    assertEquals("", links.act(ben, "newSheet"));
    sim.pass(40);
    assertNotEquals(first, paper(ben));
    assertEquals("DECLINED", returning(first).phase());
    String second = paper(ben);
    assertEquals("", links.act(ben, "noSheet"));
    sim.pass(40);
    assertEquals(Devices.SheetState.NONE, sheet(ben).state());
    assertEquals("DECLINED", returning(second).phase());
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    String hers = paper(cleo);
    assertEquals("", links.act(ada, "removeMember", cleo.client.view().me().member()));
    sim.pass(40);
    assertEquals("REMOVED", cleo.phase());
    assertEquals("DECLINED", returning(hers).phase());
    assertEquals(List.of(), ada.client.view().devices().recoveries());
  }

  @Test
  void with_a_delay_it_is_announced_first_and_the_member_s_device_can_refuse_it() {
    assertEquals("", links.act(ada, "setPolicy", "8", "24"));
    sim.pass(40);
    Simulation.Person thief = returning(paper(ben));
    String id = asked(ada);
    assertEquals("", links.act(ada, "confirmRecovery", id));
    sim.pass(40);
    Devices.Recovery waiting = ben.client.view().devices().recoveries().getFirst();
    assertTrue(waiting.mine() && waiting.effectiveAt() != null);
    assertEquals("WAITING", thief.phase());
    assertEquals("READY", ben.phase());
    assertEquals("", links.act(ben, "vetoRecovery", id));
    sim.pass(40);
    assertEquals(List.of(), ada.client.view().devices().recoveries());
    sim.leap(25 * 3_600_000L);
    sim.pass(60);
    assertEquals("WAITING", thief.phase());
    assertEquals("READY", ben.phase());
  }

  @Test
  void with_a_delay_and_no_refusal_it_takes_effect_when_the_delay_is_over() {
    assertEquals("", links.act(ada, "setPolicy", "8", "24"));
    sim.pass(40);
    Simulation.Person back = returning(paper(ben));
    ben.online = false;
    ben.disconnect();
    assertEquals("", links.act(ada, "confirmRecovery", asked(ada)));
    sim.pass(40);
    assertEquals("WAITING", back.phase());
    sim.leap(23 * 3_600_000L);
    sim.pass(30);
    assertEquals("WAITING", back.phase());
    sim.leap(2 * 3_600_000L);
    sim.pass(60);
    assertEquals("READY", back.phase());
  }

  @Test
  void three_of_four_holders_give_the_sheet_back_and_two_do_not() {
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    Simulation.Person dan = sim.joiner(ada, "Dan");
    Simulation.Person eve = sim.joiner(ada, "Eve");
    sim.pass(5);
    List<Simulation.Person> holders = List.of(ada, cleo, dan, eve);
    String ids = String.join(" ", holders.stream().map(RecoveryTest::member).toList());
    assertEquals("", links.act(ben, "dealShares", ids, "3"));
    sim.pass(30);
    assertEquals(4, sheet(ben).holders().size());
    assertEquals(3, sheet(ben).needed());
    for (Simulation.Person holder : holders) {
      Devices.HeldShare share = holder.client.view().devices().shares().getFirst();
      assertEquals(member(ben), share.owner());
      assertEquals(10, share.words().size());
    }
    Simulation.Person back = sim.person();
    assertEquals("bad-link", links.act(back, "recoverByShares", share(cleo), share(dan)));
    assertEquals("", links.act(back, "recoverByShares", share(eve), spoken(cleo), spoken(ada)));
    sim.pass(3);
    assertEquals("", links.act(ada, "confirmRecovery", asked(ada)));
    sim.pass(40);
    assertEquals("READY", back.phase());
    // The sheet that they held parts of is no more: they forget them.
    for (Simulation.Person holder : holders) {
      assertEquals(List.of(), holder.client.view().devices().shares());
    }
  }

  @Test
  void shares_that_are_called_back_are_forgotten_and_who_is_no_holder_is_given_none() {
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    Simulation.Person dan = sim.joiner(ada, "Dan");
    sim.pass(5);
    String ids = member(ada) + " " + member(cleo) + " " + member(dan);
    assertEquals("bad-argument", links.act(ben, "dealShares", ids, "4"));
    assertEquals("bad-argument", links.act(ben, "dealShares", member(ada), "2"));
    assertEquals("no-such", links.act(ben, "dealShares", ids + " " + member(ben), "2"));
    assertEquals("", links.act(ben, "dealShares", ids, "2"));
    sim.pass(30);
    assertEquals(1, cleo.client.view().devices().shares().size());
    assertEquals("", links.act(ben, "recallShares"));
    sim.pass(30);
    assertEquals(List.of(), cleo.client.view().devices().shares());
    assertEquals(List.of(), sheet(ben).holders());
  }

  @Test
  void a_part_that_names_another_as_its_owner_than_who_sent_it_is_dropped() {
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    sim.pass(5);
    ben.post("so that there are sessions");
    sim.pass(5);
    for (Simulation.Person owner : List.of(cleo, ben)) {
      ben.client
          .parts()
          .sessions
          .deposit(
              List.of(ada.publicKeys()),
              new org.understory.core.deposit.PairwiseBody.SheetShare(
                  org.understory.core.roster.MemberId.of(Hex.parse(member(owner))),
                  1,
                  2,
                  new byte[16],
                  new byte[8],
                  sim.now,
                  false));
    }
    sim.pass(5);
    assertEquals(
        List.of(member(ben)),
        ada.client.view().devices().shares().stream().map(Devices.HeldShare::owner).toList());
  }

  private static String member(Simulation.Person person) {
    return person.client.view().me().member();
  }

  private String share(Simulation.Person holder) {
    String json = holder.client.query("share", List.of(member(ben)));
    int from = json.indexOf("understory-share");
    return json.substring(from, json.indexOf('"', from));
  }

  private static String spoken(Simulation.Person holder) {
    Devices.HeldShare share = holder.client.view().devices().shares().getFirst();
    StringBuilder text = new StringBuilder(Integer.toString(share.index()));
    share.words().forEach(word -> text.append(' ').append(word));
    return text.toString();
  }

  @Test
  void who_lost_everything_is_put_out_and_invited_anew_in_one_act() {
    String member = member(ben);
    assertEquals("not-steward", links.act(ben, "readmit", member(ada), "Ada"));
    assertEquals("", links.act(ada, "readmit", member, "Ben"));
    sim.pass(40);
    assertEquals("REMOVED", ben.phase());
    assertTrue(
        ada.client.view().invites().stream()
            .anyMatch(invite -> invite.note().equals("Ben") && invite.link() != null));
  }

  @Test
  void what_is_no_sheet_begins_nothing() {
    Simulation.Person nobody = sim.person();
    for (String wrong : List.of("", "understory-recovery-v1", sim.invite(ada), paper(ben) + ".")) {
      assertEquals("bad-link", links.act(nobody, "recover", wrong));
    }
    assertFalse(nobody.client.hasGroup());
    assertEquals("busy", links.act(ben, "recover", paper(ben)));
  }
}
