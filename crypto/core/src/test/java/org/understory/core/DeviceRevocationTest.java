package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.understory.core.view.Devices;
import org.understory.core.view.View;

/** Taking devices away: by their member at night, by stewards, with what they linked. */
class DeviceRevocationTest {
  private final Simulation sim = new Simulation(72);
  private final Linked links = new Linked(sim);
  private final Simulation.Person ada = sim.founder();
  private final Simulation.Person ben = sim.joiner(ada, "Ben");

  private static List<Devices.Device> devices(Simulation.Person viewer, Simulation.Person of) {
    String member = of.client.view().me().member();
    return viewer.client.view().members().stream()
        .filter(m -> m.id().equals(member))
        .findFirst()
        .map(View.Member::devices)
        .orElseThrow();
  }

  private static List<Devices.DeviceState> states(Simulation.Person viewer, Simulation.Person of) {
    return devices(viewer, of).stream().map(Devices.Device::state).toList();
  }

  @Test
  void messages_of_one_device_are_own_on_the_other_and_each_reads_everyone() {
    Simulation.Person phone = links.linked(ben);
    sim.pass(10);
    ben.post("from the laptop");
    phone.post("from the phone");
    ada.post("to both");
    sim.pass(10);
    List<String> all = List.of("from the laptop", "from the phone", "to both");
    for (Simulation.Person person : List.of(ada, ben, phone)) {
      assertEquals(all, person.texts());
    }
    for (Simulation.Person own : List.of(ben, phone)) {
      assertEquals(
          List.of(true, true, false),
          own.client.timeline(own.channel(), 100).items().stream()
              .filter(i -> i instanceof org.understory.core.view.Timeline.Message)
              .map(i -> ((org.understory.core.view.Timeline.Message) i).me())
              .toList());
    }
    assertEquals(1, phone.client.view().channels().getFirst().unread());
  }

  @Test
  void a_new_device_is_told_to_everyone_and_alerts_its_member_who_can_undo_it_with_one_press() {
    Simulation.Person phone = links.linked(ben);
    assertEquals(2, devices(ada, ben).size());
    assertTrue(ada.client.timeline(ada.channel(), 100).items().toString().contains("DEVICE_ADDED"));
    Devices.Alert alert = ben.client.view().devices().alerts().getFirst();
    assertEquals(Devices.AlertKind.OWN_DEVICE_ADDED, alert.kind());
    assertEquals(phone.id().hex(), alert.device());
    assertTrue(devices(ben, ben).get(1).unseen());
    assertEquals(List.of(), phone.client.view().devices().alerts());
    assertEquals("", links.act(ben, "revokeDevices", String.valueOf(alert.device()), ""));
    sim.pass(30);
    assertEquals(
        List.of(Devices.DeviceState.ACTIVE, Devices.DeviceState.REVOKED), states(ada, ben));
    assertEquals("", links.act(ben, "seen", alert.id()));
    assertEquals("no-such", links.act(ben, "seen", alert.id()));
  }

  @Test
  void a_revoked_device_wipes_itself_and_says_so_also_after_a_restart_in_between() {
    Simulation.Person phone = links.linked(ben);
    assertTrue(phone.stored.size() > 10);
    assertEquals("", links.act(ben, "revokeDevices", phone.id().hex(), ""));
    sim.pass(30);
    assertEquals("REMOVED", phone.phase());
    assertEquals("revoked", phone.client.view().problem());
    assertEquals(Map.of(), phone.stored);
    assertNull(phone.client.device().facts.bytes("keys"));
    assertEquals(0, phone.client.device().rows.scan("e/").size());
    assertEquals("READY", ben.phase());
  }

  @Test
  void with_no_steward_awake_the_others_stop_at_once_and_the_first_steward_commits_it() {
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    Simulation.Person phone = links.linked(ben);
    sim.pass(10);
    ada.online = false;
    ada.disconnect();
    phone.heldBack = org.understory.wire.id.LogId.PROPOSALS; // or it would know and be gone
    assertEquals("", links.act(ben, "revokeDevices", phone.id().hex(), ""));
    sim.pass(5);
    assertEquals(
        List.of(Devices.DeviceState.ACTIVE, Devices.DeviceState.LEAVING), states(cleo, ben));
    cleo.post("not for the phone");
    phone.post("still trying");
    sim.pass(5);
    assertEquals("READY", phone.phase());
    assertFalse(phone.texts().contains("not for the phone"));
    assertTrue(ben.texts().contains("not for the phone"));
    assertTrue(
        cleo.client.timeline(cleo.channel(), 100).items().toString().contains("UNCONFIRMED"));
    ada.online = true;
    sim.pass(40);
    assertEquals(
        List.of(Devices.DeviceState.ACTIVE, Devices.DeviceState.REVOKED), states(cleo, ben));
    assertEquals("REMOVED", phone.phase());
  }

  @Test
  void a_device_that_hears_of_it_is_gone_before_any_steward_is_awake() {
    Simulation.Person phone = links.linked(ben);
    sim.pass(10);
    ada.online = false;
    ada.disconnect();
    assertEquals("", links.act(ben, "revokeDevices", phone.id().hex(), ""));
    sim.pass(3);
    assertEquals("REMOVED", phone.phase());
    assertEquals(Map.of(), phone.stored);
    assertEquals("READY", ben.phase());
  }

  @Test
  void what_a_device_linked_when_its_member_took_it_away_goes_too() {
    Simulation.Person phone = links.linked(ben);
    sim.pass(10);
    ben.online = false;
    ben.disconnect();
    Simulation.Person tablet = links.linked(phone);
    sim.pass(10);
    assertEquals("", links.act(ben, "revokeDevices", phone.id().hex(), ""));
    ben.online = true;
    sim.pass(40);
    assertEquals("REMOVED", phone.phase());
    assertEquals("REMOVED", tablet.phase());
    assertEquals(
        List.of(
            Devices.DeviceState.ACTIVE, Devices.DeviceState.REVOKED, Devices.DeviceState.REVOKED),
        states(ada, ben));
  }

  /** Must show 3, for a device: with its complete state, across restarts, nothing later opens. */
  @Test
  void with_the_complete_state_of_a_revoked_device_in_hand_nothing_later_opens() {
    Simulation.Person phone = links.linked(ben);
    sim.pass(10);
    ada.post("before");
    sim.pass(5);
    assertTrue(phone.texts().contains("before"));
    Map<String, byte[]> seized = phone.backup();
    phone.online = false;
    phone.disconnect();
    assertEquals("", links.act(ben, "revokeDevices", phone.id().hex(), ""));
    sim.pass(30);
    for (int i = 0; i < 3; i++) {
      ada.post("later " + i);
      ben.post("later by Ben " + i);
    }
    ben.restart();
    ada.restart();
    ada.post("after a restart");
    sim.pass(30);
    assertTrue(ben.texts().contains("after a restart"));
    // The seizer replays everything that ever crossed the network to the seized store, which
    // believes to be in the group and never hears that it is not.
    phone.restore(seized);
    phone.wantsConnection = false;
    assertEquals("READY", phone.phase());
    var epoch = java.util.Objects.requireNonNull(ada.client.parts().membership.state().epoch());
    var channel = java.util.Objects.requireNonNull(phone.client.parts().channel(phone.channel()));
    assertNull(phone.secret(epoch.generation(), epoch.step()));
    var secret = ada.secret(epoch.generation(), epoch.step());
    assertFalse(secret == null);
    for (int generation = 1; generation <= epoch.generation(); generation++) {
      for (int step = 0; step < 8; step++) {
        var known = phone.secret(generation, step);
        for (var entry : sim.server.log(channel)) {
          var named = org.understory.core.channel.EpochSeal.epochOf(entry.body());
          if (known != null && named != null && named.generation() == epoch.generation()) {
            assertFalse(named.generation() == generation && named.step() == step);
          }
        }
      }
    }
    phone.online = true;
    phone.wantsConnection = true;
    sim.settle();
    sim.pass(20);
    assertTrue(
        Stream.of("later 0", "later by Ben 2", "after a restart")
            .noneMatch(text -> phone.texts().contains(text)));
    assertEquals("REMOVED", phone.phase());
  }

  @Test
  void what_a_revoked_device_linked_goes_with_it_unless_it_is_kept() {
    Simulation.Person phone = links.linked(ben);
    sim.pass(10);
    Simulation.Person tablet = links.linked(phone);
    Simulation.Person desk = links.linked(phone);
    sim.pass(10);
    String tree = ben.client.query("deviceTree", List.of(phone.id().hex()));
    assertTrue(tree.contains(tablet.id().hex()) && tree.contains(desk.id().hex()), tree);
    assertEquals("", links.act(ben, "revokeDevices", phone.id().hex(), desk.id().hex()));
    sim.pass(40);
    assertEquals("REMOVED", phone.phase());
    assertEquals("REMOVED", tablet.phase());
    assertEquals("READY", desk.phase());
    ada.post("kept");
    sim.pass(10);
    assertTrue(desk.texts().contains("kept"));
  }

  @Test
  void two_devices_that_revoke_each_other_are_both_out() {
    Simulation.Person phone = links.linked(ben);
    sim.pass(10);
    ada.online = false;
    ada.disconnect();
    phone.online = false;
    phone.disconnect();
    assertEquals("", links.act(ben, "revokeDevices", phone.id().hex(), ""));
    ben.online = false;
    ben.disconnect();
    phone.online = true;
    // The phone has not heard of it, and the server holds it back until it has spoken.
    phone.heldBack = org.understory.wire.id.LogId.PROPOSALS;
    sim.settle();
    phone.heldBack = org.understory.wire.id.LogId.PROPOSALS;
    assertEquals("", links.act(phone, "revokeDevices", ben.id().hex(), ""));
    sim.pass(3);
    ada.online = true;
    ben.online = true;
    sim.pass(60);
    assertEquals("REMOVED", ben.phase());
    ada.post("for neither");
    sim.pass(10);
    assertFalse(phone.texts().contains("for neither")); // it may not know yet, and has no key
    assertTrue(devices(ada, ben).stream().allMatch(d -> d.state() == Devices.DeviceState.REVOKED));
  }

  @Test
  void a_steward_takes_a_member_s_device_away_and_its_own_is_not_named_by_itself() {
    Simulation.Person phone = links.linked(ben);
    sim.pass(10);
    String member = ben.client.view().me().member();
    assertEquals("", links.act(ada, "revokeMemberDevices", member, phone.id().hex()));
    sim.pass(40);
    assertEquals("REMOVED", phone.phase());
    assertEquals("READY", ben.phase());
    assertEquals("self", links.act(ben, "revokeDevices", ben.id().hex(), ""));
    assertEquals("no-such", links.act(ben, "revokeDevices", ada.id().hex(), ""));
    assertEquals("no-such", links.act(ben, "revokeDevices", phone.id().hex(), ""));
    assertEquals("no-such", links.act(ben, "revokeDevices", "", ""));
  }
}
