package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Narrow.members;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;
import org.understory.core.channel.ChannelSeal;
import org.understory.core.roster.RosterKeys;
import org.understory.core.roster.RosterSeal;
import org.understory.core.seal.EpochSecret;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;
import org.understory.core.view.ViewJson;
import org.understory.wire.SealedEntry;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.LogId;

/**
 * ROS-3 for compartments: with everything that somebody ever stored nothing opens that came after
 * they went, nor what was before they came; and META: who is not in one finds nothing of it.
 */
final class CompartmentSecrecyTest {
  private final Simulation simulation = new Simulation(78);
  private final Person ada = simulation.founder();
  private final Person bo = simulation.joiner(ada, "Bo");
  private final Person cy = simulation.joiner(ada, "Cy");
  private final Person dee = simulation.joiner(ada, "Dee");

  private static Compartment of(Person person) {
    return person.client.parts().compartments.all().iterator().next();
  }

  private static String channel(Person person) {
    return of(person).logs().iterator().next().hex();
  }

  private void post(Person by, String text) {
    assertEquals("", by.client.post(channel(by), text, simulation.now));
    simulation.settle();
  }

  private void founded() {
    ada.act("createNeedToKnow", "Legal", "0", members(ada, bo, cy), members(ada, bo));
    simulation.pass(2);
    post(ada, "one");
    post(cy, "two");
  }

  /** Every secret of compartments in somebody's rows, also what was only offered. */
  private List<EpochSecret> secrets(Map<String, byte[]> rows) {
    List<EpochSecret> secrets = new ArrayList<>();
    rows.forEach((key, value) -> {
      if (key.startsWith(Compartment.PREFIX) && value.length == 32) {
        for (int generation = 1; generation < 8; generation++) {
          secrets.add(EpochSecret.of(EpochSecret.Of.COMPARTMENT, generation, 0, value));
        }
      }
    });
    return secrets;
  }

  private static Map<String, byte[]> rows(Person person) {
    return new TreeMap<>(person.client.device().rows.scan(""));
  }

  /** How many of these envelopes any of the secrets opens, one step on or as it is. */
  private int opened(List<EpochSecret> secrets, LogId log, List<LogEntry> entries) {
    int opened = 0;
    for (LogEntry entry : entries) {
      boolean any = false;
      for (EpochSecret secret : secrets) {
        any |=
            ChannelSeal.open(
                    simulation.sealer,
                    secret,
                    ada.client.device().facts.space(),
                    log,
                    entry.expiry(),
                    entry.body())
                != null;
      }
      opened += any ? 1 : 0;
    }
    return opened;
  }

  private List<LogEntry> entries(LogId log, int from) {
    List<LogEntry> all = simulation.server.log(log);
    return new ArrayList<>(all.subList(from, all.size()));
  }

  /** Whatever the server hands somebody with an old store: neither chain nor content opens. */
  private void opensNothing(
      Person gone, Map<String, byte[]> disk, LogId chain, LogId log, int chainFrom, int logFrom) {
    gone.online = false;
    gone.restore(disk);
    Compartment old = of(gone);
    assertNotNull(old.secret(), "what was there is still there");
    List<LogEntry> later = entries(log, logFrom);
    assertFalse(later.isEmpty());
    assertEquals(0, opened(secrets(rows(gone)), log, later));
    gone.client.parts().reading.entries(log, later);
    gone.client.parts().compartments.entries(chain, entries(chain, chainFrom));
    gone.client.tick(simulation.now);
    gone.restart();
    List<String> texts = new ArrayList<>();
    for (Timeline.Item item : gone.client.timeline(log.hex(), 100).items()) {
      if (item instanceof Timeline.Message message) {
        texts.add(message.text());
      }
    }
    assertEquals(List.of("one", "two"), texts);
    // The REMOVE is still under the old roster key, and nothing behind it is.
    RosterKeys keys = of(gone).keyring.keys();
    assertNotNull(keys);
    RosterSeal seal = new RosterSeal(simulation.sealer, gone.client.device().facts.space());
    for (LogEntry entry : entries(chain, chainFrom + 1)) {
      try {
        SealedEntry sealed = SealedEntry.decode(entry.body());
        assertNull(seal.open(keys, sealed));
        // Nor is it the old key under another number.
        assertNull(
            seal.open(RosterKeys.of(sealed.rosterKeyGeneration(), keys.newestKey()), sealed));
      } catch (InvalidWireException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void who_was_removed_from_the_compartment_opens_nothing_later() {
    founded();
    LogId chain = of(cy).rosterLog;
    LogId log = of(cy).logs().iterator().next();
    int chainFrom = simulation.server.log(chain).size();
    int logFrom = simulation.server.log(log).size();
    Map<String, byte[]> disk = cy.backup();
    cy.online = false;
    cy.disconnect();
    ada.act("removeFromChannel", channel(ada), members(cy));
    simulation.pass(12);
    post(ada, "three");
    post(bo, "four");
    List.of(ada, bo).forEach(Person::restart);
    simulation.pass(2);
    post(ada, "five");
    opensNothing(cy, disk, chain, log, chainFrom, logFrom);
  }

  @Test
  void who_was_removed_from_the_group_opens_nothing_later_in_the_compartment() {
    founded();
    LogId chain = of(cy).rosterLog;
    LogId log = of(cy).logs().iterator().next();
    int chainFrom = simulation.server.log(chain).size();
    int logFrom = simulation.server.log(log).size();
    Map<String, byte[]> disk = cy.backup();
    cy.online = false;
    cy.disconnect();
    ada.act("removeMember", members(cy));
    post(bo, "three");
    simulation.pass(12);
    post(bo, "four");
    List.of(ada, bo).forEach(Person::restart);
    simulation.pass(2);
    post(ada, "five");
    assertEquals(logFrom + 3, simulation.server.log(log).size());
    opensNothing(cy, disk, chain, log, chainFrom, logFrom);
  }

  @Test
  void who_is_added_opens_nothing_earlier() {
    founded();
    LogId log = of(ada).logs().iterator().next();
    int before = simulation.server.log(log).size();
    ada.act("addToChannel", channel(ada), members(dee));
    simulation.pass(3);
    post(bo, "three");
    dee.restart();
    simulation.pass(2);
    post(dee, "four");
    List<LogEntry> earlier = entries(log, 0).subList(0, before);
    assertEquals(0, opened(secrets(rows(dee)), log, earlier));
    assertEquals(before, opened(secrets(rows(cy)), log, earlier), "the test can tell");
    assertTrue(
        dee.client.timeline(log.hex(), 100).items().stream()
            .noneMatch(i -> i instanceof Timeline.Message m && m.text().equals("one")));
  }

  // ---- who is not in it

  /** Sender keys, and what was sent under them, hold a random number in one to five bytes. */
  private static final Set<String> WITH_DRAWN_NUMBER = Set.of("k/", "ev/");

  /** What an outsider has seen, in a group with a compartment or without one. */
  private record Seen(List<String> frames, List<String> rows, String view) {}

  private static Seen outsider(boolean with) {
    CompartmentSecrecyTest group = new CompartmentSecrecyTest();
    List<String> frames = new ArrayList<>();
    group.dee.seen = frame -> frames.add(shape(frame));
    group.simulation.pass(1);
    group.ada.client.createChannel("Open", 3600, group.simulation.now);
    group.simulation.settle();
    if (with) {
      group.founded();
      act(group, group.ada, "removeFromChannel", members(group.cy));
      act(group, group.ada, "addToChannel", members(group.cy));
      act(group, group.cy, "leaveChannel");
    }
    group.simulation.pass(with ? 14 : 16);
    for (Person person : List.of(group.ada, group.bo, group.dee, group.cy)) {
      person.client.post(open(person), "hello", group.simulation.now);
      group.simulation.settle();
    }
    group.ada.client.removeMember(members(group.bo), group.simulation.now);
    group.simulation.settle();
    group.simulation.pass(12);
    group.ada.client.post(open(group.ada), "after", group.simulation.now);
    group.simulation.pass(2);
    List<String> rows = new ArrayList<>();
    rows(group.dee)
        .forEach((key, value) -> {
          String kind = key.substring(0, key.indexOf('/') + 1);
          rows.add(WITH_DRAWN_NUMBER.contains(kind) ? kind : kind + value.length);
        });
    rows.sort(String::compareTo);
    assertEquals(with, !group.ada.client.parts().compartments.all().isEmpty());
    return new Seen(frames, rows, ViewJson.of(group.dee.client.view()));
  }

  private static void act(CompartmentSecrecyTest group, Person by, String name, String... rest) {
    List<String> args = new ArrayList<>(List.of(channel(by)));
    args.addAll(List.of(rest));
    assertEquals("", by.client.act(name, args, group.simulation.now), name);
    group.simulation.settle();
  }

  private static String open(Person person) {
    return person.client.view().channels().stream()
        .filter(c -> c.kind() == View.ChannelKind.OPEN)
        .findFirst()
        .orElseThrow()
        .id();
  }

  /** Kind and length: the bytes themselves are sealed and differ with every drawing. */
  private static String shape(byte[] frame) {
    try {
      return FrameCodec.decodeServerFrame(frame).getClass().getSimpleName() + " " + frame.length;
    } catch (InvalidWireException e) {
      throw new AssertionError(e);
    }
  }

  /** Random ids differ between two runs; nothing else may. */
  private static String withoutIds(String view) {
    return view.replaceAll("[0-9a-f]{32,64}", "id").replaceAll("[0-9]{5}( [0-9]{5})+", "number");
  }

  @Test
  void an_outsider_is_sent_keeps_and_sees_the_same_with_a_compartment_and_without() {
    Seen with = outsider(true);
    Seen without = outsider(false);
    assertEquals(withoutIds(without.view()), withoutIds(with.view()));
    assertEquals(without.frames(), with.frames());
    assertEquals(without.rows(), with.rows());
  }
}
