package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.understory.core.view.Devices;
import org.understory.core.view.Timeline;

/** Linking a second device: what both screens show, who may break in, and what each can read. */
class LinkingTest {
  private final Simulation sim = new Simulation(70);
  private final Linked links = new Linked(sim);
  private final Simulation.Person ada = sim.founder();

  @Test
  void both_screens_show_the_same_words_and_the_device_comes_in_once_the_old_one_says_so() {
    Simulation.Person second = links.begun(ada);
    assertEquals(Devices.Stage.COMPARE, links.shown(ada).stage());
    assertEquals(Devices.Stage.COMPARE, links.shown(second).stage());
    assertEquals(4, links.shown(ada).check().size());
    assertEquals(links.shown(ada).check(), links.shown(second).check());
    assertEquals("WAITING", second.phase());
    assertEquals("", links.act(second, "linkConfirm"));
    assertEquals("", links.act(ada, "linkConfirm"));
    sim.settle();
    sim.pass(25);
    assertEquals("READY", second.phase());
    assertEquals("Ada", second.client.view().me().name());
    assertEquals(ada.client.view().me().member(), second.client.view().me().member());
    assertNotEquals(ada.client.view().me().device(), second.client.view().me().device());
    assertEquals(Devices.Stage.DONE, links.shown(ada).stage());
    assertNull(second.client.view().devices().linking());
  }

  @Test
  void a_linked_device_offers_no_sheet_where_the_member_has_one() {
    assertEquals(Devices.SheetState.MADE, ada.client.view().devices().sheet().state());
    assertEquals(
        Devices.SheetState.REHEARSED, links.linked(ada).client.view().devices().sheet().state());
    assertEquals("", links.act(ada, "noSheet"));
    sim.pass(25);
    assertEquals(
        Devices.SheetState.NONE, links.linked(ada).client.view().devices().sheet().state());
  }

  @Test
  void words_and_the_server_s_address_do_as_well_as_the_code() {
    assertEquals("", links.act(ada, "linkStart"));
    String words =
        String.join(" ", links.shown(ada).words().stream().map(String::valueOf).toList());
    Simulation.Person second = sim.person();
    assertEquals("bad-link", links.act(second, "linkByWords", "ftp://x", words));
    assertEquals("bad-link", links.act(second, "linkByWords", FakeServer.ORIGIN, words + " 1"));
    assertEquals("", links.act(second, "linkByWords", FakeServer.ORIGIN, words));
    assertEquals(links.shown(ada).check(), links.shown(second).check());
    assertEquals("", links.act(ada, "linkConfirm"));
    sim.pass(25);
    assertEquals("READY", second.phase());
  }

  /** DL-1. */
  @Test
  void an_invite_is_no_code_of_a_device_and_a_code_of_a_device_no_invite() {
    String invite = sim.invite(ada);
    Simulation.Person nobody = sim.person();
    assertEquals("bad-link", links.act(nobody, "link", invite));
    String code = links.code(ada);
    assertEquals("bad-link", nobody.client.join(code, "Nobody", "", sim.now));
    assertFalse(nobody.client.hasGroup());
  }

  /**
   * DL-2: who has not seen the code has no drop key, and what is not sealed with it is no offer.
   */
  @Test
  void a_code_that_was_changed_leads_nowhere() {
    String code = links.code(ada);
    char wrong = code.charAt(code.indexOf("v1.") + 5) == 'A' ? 'B' : 'A';
    int at = code.indexOf("v1.") + 5;
    Simulation.Person stranger = sim.person();
    assertEquals(
        "", links.act(stranger, "link", code.substring(0, at) + wrong + code.substring(at + 1)));
    assertEquals("DECLINED", stranger.phase());
    assertEquals(Devices.Stage.SHOWING, links.shown(ada).stage());
  }

  /** DL-2: after its time. */
  @Test
  void after_fifteen_minutes_a_code_counts_no_more() {
    String code = links.code(ada);
    sim.leap(15 * 60_000L);
    sim.pass(1);
    assertEquals(Devices.Stage.FAILED, links.shown(ada).stage());
    Simulation.Person late = sim.person();
    assertEquals("", links.act(late, "link", code));
    assertEquals("DECLINED", late.phase());
    Simulation.Person second = links.begun(ada);
    sim.leap(15 * 60_000L);
    assertEquals("invite-expired", links.act(ada, "linkConfirm"));
    assertEquals("WAITING", second.phase());
  }

  /** DL-5. */
  @Test
  void a_second_device_at_one_code_is_an_alarm_and_neither_comes_in() {
    String code = links.code(ada);
    Simulation.Person first = sim.person();
    links.act(first, "link", code);
    Simulation.Person thief = sim.person();
    links.act(thief, "link", code);
    assertEquals(Devices.Stage.ALARM, links.shown(ada).stage());
    assertEquals("DECLINED", thief.phase());
    assertEquals("no-such", links.act(ada, "linkConfirm"));
    sim.pass(30);
    assertEquals("WAITING", first.phase());
    assertEquals(1, ada.client.view().members().getFirst().devices().size());
    assertEquals("", links.act(ada, "linkCancel"));
    assertNull(ada.client.view().devices().linking());
  }

  /** DL-6. */
  @Test
  void without_the_old_device_s_confirmation_nothing_is_signed() {
    Simulation.Person second = links.begun(ada);
    assertEquals("", links.act(second, "linkConfirm"));
    sim.pass(60);
    assertEquals("WAITING", second.phase());
    assertEquals(1, ada.client.view().members().getFirst().devices().size());
    assertEquals(List.of(), ada.client.parts().governing.proposals.open());
    assertEquals("", links.act(ada, "linkCancel"));
    assertEquals("no-such", links.act(ada, "linkConfirm"));
  }

  @Test
  void both_sides_go_on_after_a_restart_at_any_step() {
    String code = links.code(ada);
    ada.restart();
    Simulation.Person second = sim.person();
    second.online = false;
    assertEquals("", links.act(second, "link", code));
    second.restart();
    second.online = true;
    sim.settle();
    ada.restart();
    second.restart();
    sim.pass(3);
    assertEquals(links.shown(ada).check(), links.shown(second).check());
    assertEquals("", links.act(ada, "linkConfirm"));
    ada.restart();
    second.restart();
    sim.pass(40);
    assertEquals("READY", second.phase());
  }

  @Test
  void a_plain_member_links_a_device_and_a_steward_s_client_commits_it_unasked() {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    Simulation.Person phone = links.linked(ben);
    assertEquals("Ben", phone.client.view().me().name());
    assertEquals(
        List.of("Ada", "Ben"), phone.client.view().members().stream().map(m -> m.name()).toList());
    assertTrue(
        ada.client.timeline(ada.channel(), 99).items().stream()
            .anyMatch(i ->
                i instanceof Timeline.SystemLine line
                    && line.what() == Timeline.Event.DEVICE_ADDED));
  }

  @Test
  void the_new_device_can_give_up_and_keeps_nothing_of_the_code() {
    Simulation.Person second = links.begun(ada);
    assertEquals("LINKED", Objects.requireNonNull(second.client.view().waiting()).as().name());
    assertEquals("", links.act(second, "linkCancel"));
    assertEquals("LEFT", second.phase());
    assertEquals(0, second.client.device().rows.scan("lt/").size());
    assertEquals("no-such", links.act(second, "linkCancel"));
  }

  @Test
  void a_sixth_device_is_refused_before_a_code_is_shown() {
    for (int i = 0; i < 4; i++) {
      links.linked(ada);
    }
    assertEquals("too-many", links.act(ada, "linkStart"));
  }

  @Test
  void what_was_sent_before_a_device_came_does_not_open_on_it() {
    ada.post("before the phone");
    Simulation.Person phone = links.linked(ada);
    ada.post("after it");
    sim.pass(10);
    assertEquals(List.of("after it"), phone.texts());
  }
}
