package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import org.understory.core.view.Devices;

/** Links devices in a simulation, as their people would. */
final class Linked {
  private final Simulation sim;

  Linked(Simulation sim) {
    this.sim = sim;
  }

  /** An act by its name. */
  String act(Simulation.Person person, String name, String... args) {
    String code = person.client.act(name, List.of(args), sim.now);
    person.carryOut();
    sim.settle();
    return code;
  }

  /** What a screen shows of linking. */
  Devices.Linking shown(Simulation.Person person) {
    Devices.Linking linking = person.client.view().devices().linking();
    assertNotNull(linking);
    return linking;
  }

  /** The QR on the old device's screen. */
  String code(Simulation.Person old) {
    assertEquals("", act(old, "linkStart"));
    String code = shown(old).code();
    assertNotNull(code);
    return code;
  }

  /** Both screens show words. */
  Simulation.Person begun(Simulation.Person old) {
    String code = code(old);
    Simulation.Person fresh = sim.person();
    assertEquals("", act(fresh, "link", code));
    return fresh;
  }

  /** A second device, linked and ready. */
  Simulation.Person linked(Simulation.Person old) {
    Simulation.Person fresh = begun(old);
    assertEquals("", act(old, "linkConfirm"));
    sim.pass(25);
    assertEquals("READY", fresh.phase());
    return fresh;
  }
}
