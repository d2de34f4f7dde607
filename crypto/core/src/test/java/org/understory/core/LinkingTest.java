package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.understory.core.view.Devices;

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
}
