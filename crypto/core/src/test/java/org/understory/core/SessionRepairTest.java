package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;
import org.understory.core.channel.ChannelSeal;
import org.understory.core.channel.EpochSeal;
import org.understory.core.content.Franking;
import org.understory.core.seal.EpochSecret;
import org.understory.signal.ProtocolException;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;

/** Whatever breaks a session, what was said is read in the end, without anybody's doing. */
class SessionRepairTest {
  private static final long DAY = 24 * 60 * 60_000L;

  private final Simulation sim = new Simulation(4242);
  private final Person ada = sim.founder();
  private final Person ben = sim.joiner(ada, "Ben");

  /** Everybody knows everybody, and the sessions have ratcheted on. */
  private void talk() {
    for (int i = 0; i < 2; i++) {
      ada.post("ada " + i);
      ben.post("ben " + i);
      sim.leap(DAY + 1); // a new chain each, so that sessions are used
    }
  }

  @Test
  void a_lost_session_record_is_made_good_at_once() {
    talk();
    ben.session(ada, null);
    ada.post("did you get this?");
    assertEquals("did you get this?", last(ben));
    assertEquals(0, ben.unread());
    ben.post("yes");
    assertEquals("yes", last(ada));
  }

  /**
   * The request for the chain would go out in the broken session too, and be lost like the rest.
   */
  @Test
  void a_session_that_went_back_is_begun_anew() {
    ada.post("first");
    byte[] earlier = ben.session(ada);
    assertNotNull(earlier);
    talk();
    ben.session(ada, earlier);
    ada.post("did you get this?");
    assertEquals("did you get this?", last(ben));
    ben.post("yes");
    sim.pass(10);
    assertEquals("yes", last(ada));
    assertEquals(0, ada.unread() + ben.unread());
  }

  @Test
  void what_was_sent_before_the_repair_is_read_after_it() {
    ada.post("first");
    byte[] earlier = ben.session(ada);
    talk();
    ben.session(ada, earlier);
    ben.online = false;
    ben.disconnect();
    for (int i = 0; i < 5; i++) {
      ada.post("while away " + i);
    }
    ben.online = true;
    sim.settle();
    List<String> texts = ben.texts();
    for (int i = 0; i < 5; i++) {
      assertEquals("while away " + i, texts.get(texts.size() - 5 + i));
    }
    assertEquals(0, ben.unread());
  }

  @Test
  void sessions_that_went_back_on_both_sides_come_together_again() {
    ada.post("first");
    byte[] bens = ben.session(ada);
    talk();
    byte[] adas = ada.session(ben);
    talk();
    ben.session(ada, bens);
    ada.session(ben, adas);
    ada.client.post(ada.channel(), "from ada", sim.now);
    ben.client.post(ben.channel(), "from ben", sim.now);
    sim.settle();
    sim.pass(10);
    for (Person person : List.of(ada, ben)) {
      assertTrue(
          person.texts().containsAll(List.of("from ada", "from ben")), person.texts()::toString);
      assertEquals(0, person.unread());
    }
    assertQuietFromNowOn();
    talk();
    assertEquals(ada.texts(), ben.texts());
  }

  /** Nobody answers repairs with repairs. */
  private void assertQuietFromNowOn() {
    Map<MailboxId, Integer> expected = new HashMap<>(sim.server.deposits);
    expected.merge(ben.mailbox(), 1, Integer::sum); // the steward's lease, once a day
    sim.pass(120);
    sim.leap(DAY);
    sim.pass(5);
    assertEquals(expected, sim.server.deposits);
  }

  @Test
  void a_store_restored_from_a_backup_reads_and_is_read() {
    talk();
    Map<String, byte[]> backup = ben.backup();
    ben.restart();
    talk();
    ada.post("before the restore");
    ben.post("forgotten by the restore");
    ben.restore(backup);
    sim.pass(10);
    ada.post("after the restore");
    ben.post("here again");
    sim.pass(10);
    assertEquals("here again", last(ada));
    assertEquals("here again", last(ben));
    assertTrue(ben.texts().contains("before the restore"));
    assertTrue(ben.texts().contains("after the restore"));
    assertEquals(0, ada.unread());
  }

  /** As far as the server tells, nothing was restored: only the messages show it. */
  @Test
  void a_backup_that_the_counter_does_not_show_heals_too() {
    talk();
    Map<String, byte[]> backup = ben.backup();
    talk();
    ben.restore(backup);
    assertTrue(sim.server.counters.values().stream().anyMatch(counter -> counter > 1));
    sim.server.counters.clear();
    ben.restore(backup);
    sim.pass(10);
    sim.leap(DAY + 1);
    ada.post("are you there?");
    sim.pass(10);
    assertEquals("are you there?", last(ben));
    sim.leap(DAY + 1);
    ben.post("I am");
    sim.pass(120);
    assertEquals("I am", last(ada));
  }

  /** Two took the same prekey, or it was lost: the second message finds it gone. */
  @Test
  void a_prekey_that_is_gone_is_replaced_by_another() {
    ben.client.device().rows.deleteAll("p/");
    ben.client.device().rows.deleteAll("kp/");
    Person cleo = sim.joiner(ada, "Cleo");
    cleo.post("hello Ben");
    assertEquals("hello Ben", last(ben));
    ben.post("hello Cleo");
    assertEquals("hello Cleo", last(cleo));
    assertEquals(0, ben.unread() + cleo.unread());
  }

  @Test
  void a_device_that_is_away_is_repaired_when_it_is_back_even_days_later() {
    ada.post("first");
    byte[] earlier = ben.session(ada);
    talk();
    ben.session(ada, earlier);
    ada.client.post(ada.channel(), "last words", sim.now);
    ada.online = false;
    sim.settle();
    ada.disconnect();
    sim.leap(2 * DAY);
    ben.restart();
    sim.leap(DAY);
    ada.online = true;
    sim.settle();
    assertEquals("last words", last(ben));
    assertEquals(0, ben.unread());
  }

  /** Ben never said a word, so Ada's session with him was never acknowledged. */
  @Test
  void a_session_that_nobody_acknowledged_in_a_month_is_begun_anew() {
    sim.leap(31 * DAY);
    ada.post("after a month");
    sim.pass(70);
    assertEquals(List.of("after a month"), ben.texts());
    sim.leap(DAY + 1);
    ada.post("and a day");
    assertEquals("and a day", last(ben));
    assertEquals(0, ben.unread());
  }

  /** Forward secrecy of own messages: a chain's past state goes with the messages that it opens. */
  @Test
  void past_states_of_a_chain_go_with_their_messages() {
    assertEquals("", ada.client.setTimer(ada.channel(), 60, sim.now));
    sim.settle();
    ada.post("one");
    sim.pass(30);
    ada.post("two");
    assertEquals(2, states(ada));
    sim.pass(31);
    assertEquals(1, states(ada));
    sim.pass(30);
    assertEquals(0, states(ada));
    assertFalse(ada.stored.isEmpty());
  }

  private static int states(Person person) {
    return person.client.device().rows.scan("cs/").size();
  }

  /**
   * Cleo has lost everything of Ada's, and is given what she was there for: not what was before.
   */
  @Test
  void a_newcomer_is_given_no_state_from_before_it_came() {
    ada.post("early");
    Person cleo = sim.joiner(ada, "Cleo");
    ada.post("late");
    cleo.client.device().rows.deleteAll("k/" + ada.id().hex());
    cleo.session(ada, null);
    sim.leap(DAY + 1);
    ada.post("later");
    sim.pass(12); // a day brought a fresh generation, and her packet was in the lost session
    assertEquals(List.of("late", "later"), cleo.texts());
    assertEquals(ProtocolException.Reason.DUPLICATE, read(cleo, 0));
    assertEquals(null, read(cleo, 1));
  }

  /**
   * What the engine says to the message inside an entry of the log, whose seal Ada opens for it.
   */
  private ProtocolException.@Nullable Reason read(Person reader, int position) {
    LogId channel = LogId.of(Hex.parse(ada.channel()));
    LogEntry entry = sim.server.log(channel).get(position);
    Epoch epoch = Objects.requireNonNull(EpochSeal.epochOf(entry.body()));
    EpochSecret secret = Objects.requireNonNull(ada.secret(epoch.generation(), epoch.step()));
    byte[] message =
        Objects.requireNonNull(
            Franking.message(
                Objects.requireNonNull(
                    ChannelSeal.open(
                        sim.sealer,
                        secret,
                        ada.client.device().facts.space(),
                        channel,
                        entry.expiry(),
                        entry.body()))));
    var device = reader.client.device();
    try {
      device.engine.groupDecrypt(device.store(), Sessions.address(ada.id()), message, sim.now);
      return null;
    } catch (ProtocolException e) {
      return e.reason();
    }
  }

  private static String last(Person person) {
    List<String> texts = person.texts();
    return texts.get(texts.size() - 1);
  }
}
