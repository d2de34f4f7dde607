package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.LogId;

/** What is over stays over, whatever a server kept of it and whenever it gives it again. */
class RevivalTest {
  private static final int MINUTE = 60;
  private static final long MONTH = 30L * 86_400_000;
  private static final List<String> SECRETS =
      List.of("otter", "lantern", "finch", "quillwort", "moss", "alder", "sedge");

  private final Simulation sim = new Simulation(83);
  private final Person ada = sim.founder();
  private final Person ben = sim.joiner(ada, "Ben");
  private final Person cleo = sim.joiner(ada, "Cleo");

  @BeforeEach
  void aShortTimer() {
    timer(10 * MINUTE);
  }

  private void timer(int seconds) {
    assertEquals("", ada.client.setTimer(ada.channel(), seconds, sim.now));
    sim.settle();
  }

  private void does(Person who, String name, String... args) {
    assertEquals("", ReferencesTest.act(sim, who, name, args), name);
  }

  private static Timeline.Message last(Person who, String channel) {
    return (Timeline.Message) who.client.timeline(channel, 100).items().getLast();
  }

  /** One of each kind, in the channel and between the two alone. */
  private String everyKind() {
    String channel = ada.channel();
    does(ada, "send", channel, "otter", "", "", "", "", "0", "");
    String first = last(ada, channel).id();
    does(ben, "send", channel, "lantern", first, "", "", "", "0", "");
    does(ben, "react", channel, first, "moss");
    does(ada, "edit", channel, first, "finch", "");
    does(ada, "poll", channel, "quillwort?", "yes\nno", "0", "0");
    does(ada, "send", channel, "alder", "", "", "", "", "1", "");
    does(ben, "viewed", channel, last(ben, channel).id());
    does(ada, "startDirect", ben.client.device().keys().member().hex());
    View.Channel direct = ada.client.view().channels().getLast();
    does(ada, "setDirectTimer", direct.id(), "600");
    does(ada, "send", direct.id(), "sedge", "", "", "", "", "0", "");
    sim.pass(2);
    assertEquals("sedge", last(ben, direct.id()).text());
    return direct.id();
  }

  /** Whatever a device would tell of it: what it shows, finds, and has in a row. */
  private static void assertNothing(Person person, List<String> channels) {
    for (String secret : SECRETS) {
      for (String channel : channels) {
        assertFalse(person.client.query("timeline", List.of(channel, "", "999")).contains(secret));
        assertFalse(person.client.query("draft", List.of(channel)).contains(secret));
      }
      assertFalse(
          person.client.query("search", List.of(secret, "", "", "", "")).contains("\"snippet\""));
      String wanted = Hex.of(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      person
          .client
          .device()
          .rows
          .scan("")
          .forEach((key, row) -> assertFalse(Hex.of(row).contains(wanted), secret + " in " + key));
    }
  }

  @Test
  void a_server_that_says_again_all_that_it_ever_said_revives_nothing() {
    LogId log = LogId.of(Hex.parse(ada.channel()));
    List<byte[]> frames = new ArrayList<>();
    ben.seen = frames::add;
    String direct = everyKind();
    List<LogEntry> kept = List.copyOf(sim.server.log(log));
    sim.pass(11 * MINUTE);
    List<String> channels = List.of(ada.channel(), direct);
    assertNothing(ben, channels);
    for (long back : new long[] {0, MONTH}) {
      sim.now -= back;
      for (boolean restarts : new boolean[] {false, true}) {
        if (restarts) {
          ben.restart();
        }
        for (byte[] frame : frames) { // as it was, in whatever connection there is
          if (ben.wire == null) {
            sim.settle();
          }
          ben.client.received(frame, sim.now);
          ben.carryOut();
        }
        List<LogEntry> entries = sim.server.log(log);
        for (LogEntry entry : kept) { // under new positions, as if it had just been written
          long later = entry.expiry() + (restarts ? 40L * 86_400 : 0);
          entries.add(new LogEntry(entries.size(), later, new byte[0], entry.body(), List.of()));
        }
        sim.pass(MINUTE);
        assertNothing(ben, channels);
      }
    }
  }

  @Test
  void what_ended_while_a_device_was_away_is_in_no_row_before_anything_else_happens() {
    String direct = everyKind();
    ben.disconnect();
    ben.online = false;
    sim.people.remove(ben);
    sim.pass(11 * MINUTE);
    ben.restart();
    assertNothing(ben, List.of(ada.channel(), direct));
  }

  /** The server may still have it, since buckets end later than messages. */
  @Test
  void what_ended_unread_is_shown_to_nobody_though_its_bucket_lasts() {
    ben.disconnect();
    ben.online = false;
    long bucket = FakeServer.BUCKET * 1000L;
    sim.now = (sim.now / bucket + 1) * bucket + 1;
    ada.post("otter");
    List<LogEntry> log = sim.server.log(LogId.of(Hex.parse(ada.channel())));
    sim.pass(10 * MINUTE);
    assertTrue(log.getLast().expiry() * 1000 > sim.now, "its bucket is not over");
    ben.online = true;
    ben.restart();
    assertNothing(ben, List.of(ada.channel()));
    assertEquals(List.of(), ben.texts());
  }

  @Test
  void what_ended_unread_is_shown_to_nobody_who_is_given_it_late() {
    ben.disconnect();
    ben.online = false;
    ada.post("otter");
    ada.post("finch");
    List<LogEntry> log = sim.server.log(LogId.of(Hex.parse(ada.channel())));
    List<LogEntry> kept = List.copyOf(log.subList(log.size() - 2, log.size()));
    sim.pass(11 * MINUTE);
    for (long later : new long[] {0, 3600, 40L * 86_400}) {
      for (LogEntry entry : kept) {
        long expiry = entry.expiry() + later;
        log.add(new LogEntry(log.size(), expiry, new byte[0], entry.body(), List.of()));
      }
    }
    ben.online = true;
    ben.restart();
    ada.post("what is said now does come");
    assertEquals(List.of("what is said now does come"), ben.texts());
    assertNothing(ben, List.of(ada.channel()));
  }

  @Test
  void an_author_who_has_not_heard_of_a_shorter_timer_gives_no_longer_life() {
    cleo.heldBackRoster = true;
    timer(5 * MINUTE);
    cleo.heldBackRoster = true;
    cleo.post("otter");
    assertEquals(List.of("otter"), cleo.texts());
    assertEquals(List.of("otter"), ben.texts());
    sim.pass(5 * MINUTE + 1);
    assertEquals(List.of("otter"), cleo.texts());
    assertNothing(ben, List.of(ada.channel()));
    sim.pass(5 * MINUTE);
    assertEquals(List.of(), cleo.texts());
  }
}
