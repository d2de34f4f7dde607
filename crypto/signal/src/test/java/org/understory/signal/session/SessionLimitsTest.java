package org.understory.signal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/** How much a record keeps, for how long, and what it says of itself on the wire. */
class SessionLimitsTest {
  private static final long THIRTY_DAYS = 30L * 24 * 60 * 60 * 1000;
  private static final int PREVIOUS_COUNTER = 3;

  private final UnderstoryEngine engine =
      new UnderstoryEngine(BouncyCastlePrimitives.create(), new SeededRandomness(8));
  private final TestDevice alice = new TestDevice(engine, "alice");
  private final TestDevice bob = new TestDevice(engine, "bob");

  @Test
  void forty_archived_sessions_are_kept_newest_first() throws ProtocolException {
    List<byte[]> baseKeys = new ArrayList<>();
    for (int i = 0; i < 43; i++) {
      alice.startSessionWith(bob);
      SessionState state = current(alice, bob);
      baseKeys.add(state.baseKey().serialized());
      SessionRecord record = record(alice, bob);
      assertEquals(Math.min(i, 40), record.archivedCount());
      if (i > 0) {
        assertArrayEquals(baseKeys.get(i - 1), record.archived(0).baseKey().serialized());
        assertNull(record.archived(0).pending(), "an archived session sends nothing");
      }
    }
    assertArrayEquals(baseKeys.get(2), record(alice, bob).archived(39).baseKey().serialized());
    assertEquals("SessionRecord[1 + 40]", record(alice, bob).toString());
  }

  @Test
  void the_chains_of_five_ratchet_keys_are_kept() throws ProtocolException {
    alice.startSessionWith(bob);
    List<CiphertextMessage> late = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      late.add(alice.encryptTo(bob, new byte[] {(byte) i}));
      say(alice, bob);
      say(bob, alice);
    }
    refused(Reason.INVALID, () -> bob.decryptFrom(alice, late.get(0)));
    for (int i = 1; i < 6; i++) {
      assertArrayEquals(new byte[] {(byte) i}, bob.decryptFrom(alice, late.get(i)));
    }
  }

  @Test
  void a_session_never_answered_ends_after_thirty_days_to_the_millisecond()
      throws ProtocolException {
    alice.startSessionWith(bob);
    long last = TestDevice.NOW + THIRTY_DAYS;
    CiphertextMessage message = engine.encrypt(alice.store(), bob.address(), new byte[1], last);
    assertEquals(CiphertextMessage.PREKEY, message.type());
    refused(
        Reason.NO_SESSION,
        () -> engine.encrypt(alice.store(), bob.address(), new byte[1], last + 1));
    bob.decryptFrom(alice, message);
    say(bob, alice);
    assertEquals(
        CiphertextMessage.WHISPER,
        engine.encrypt(alice.store(), bob.address(), new byte[1], last * 2).type());
  }

  /** PN counts from the last index used, and not below zero, as libsignal has it. */
  @Test
  void a_message_says_how_long_the_chain_before_was() throws ProtocolException {
    alice.startSessionWith(bob);
    say(alice, bob);
    assertEquals(0, previousCounter(bob.encryptTo(alice, new byte[1])));
    say(bob, alice);
    assertEquals(0, previousCounter(alice.encryptTo(bob, new byte[1])));
    for (int i = 0; i < 4; i++) {
      say(alice, bob);
    }
    say(bob, alice);
    assertEquals(4, previousCounter(alice.encryptTo(bob, new byte[1])));
  }

  private static int previousCounter(CiphertextMessage message) throws ProtocolException {
    byte[] bytes = message.bytes();
    return ProtoMessage.parse(bytes, 1, bytes.length - 8).uint32(PREVIOUS_COUNTER);
  }

  @Test
  void counters_count() throws ProtocolException {
    alice.startSessionWith(bob);
    for (int i = 0; i < 3; i++) {
      byte[] preKey = alice.encryptTo(bob, new byte[1]).bytes();
      SignalMessageIn message = SignalMessageIn.parse(PreKeyMessageIn.parse(preKey).message());
      assertEquals(i, message.counter());
      assertEquals("SignalMessageIn[" + i + "]", message.toString());
    }
  }

  @Test
  void nothing_is_read_or_sent_without_a_session() throws ProtocolException {
    TestDevice carol = new TestDevice(engine, "carol");
    alice.startSessionWith(bob);
    say(alice, bob);
    say(bob, alice);
    CiphertextMessage message = alice.encryptTo(bob, new byte[1]);
    refused(Reason.NO_SESSION, () -> carol.decryptFrom(alice, message));
    refused(Reason.NO_SESSION, () -> carol.encryptTo(alice, new byte[1]));
    refused(Reason.INVALID, () -> alice.decryptFrom(bob, message));
    CiphertextMessage unknown = new CiphertextMessage(9, message.bytes());
    refused(Reason.INVALID, () -> bob.decryptFrom(alice, unknown));
  }

  /** A late message brings its session back; the one it displaces is archived, and not lost. */
  @Test
  void the_session_that_reads_becomes_current() throws ProtocolException {
    alice.startSessionWith(bob);
    say(alice, bob);
    say(bob, alice);
    byte[] first = current(bob, alice).baseKey().serialized();
    CiphertextMessage late = alice.encryptTo(bob, new byte[1]);
    alice.startSessionWith(bob);
    say(alice, bob);
    byte[] second = current(bob, alice).baseKey().serialized();
    assertEquals(1, record(bob, alice).archivedCount());
    bob.decryptFrom(alice, late);
    assertArrayEquals(first, current(bob, alice).baseKey().serialized());
    assertEquals(1, record(bob, alice).archivedCount());
    say(alice, bob);
    assertArrayEquals(second, current(bob, alice).baseKey().serialized());
    assertEquals(1, record(bob, alice).archivedCount());
  }

  /** A prekey message of a session that is there takes no prekey and makes no other session. */
  @Test
  void a_handshake_that_is_repeated_finds_its_session() throws ProtocolException {
    alice.startSessionWith(bob);
    CiphertextMessage one = alice.encryptTo(bob, new byte[] {1});
    CiphertextMessage two = alice.encryptTo(bob, new byte[] {2});
    bob.decryptFrom(alice, two);
    assertEquals(0, record(bob, alice).archivedCount());
    bob.startSessionWith(alice);
    assertEquals(1, record(bob, alice).archivedCount());
    byte[] own = current(bob, alice).baseKey().serialized();
    assertArrayEquals(new byte[] {1}, bob.decryptFrom(alice, one));
    assertEquals(1, record(bob, alice).archivedCount());
    assertArrayEquals(own, record(bob, alice).archived(0).baseKey().serialized());
    refused(Reason.DUPLICATE, () -> bob.decryptFrom(alice, one));
  }

  @Test
  void an_error_archives_the_session_whose_key_it_names_and_no_other() throws ProtocolException {
    alice.startSessionWith(bob);
    CiphertextMessage first = alice.encryptTo(bob, new byte[1]);
    bob.decryptFrom(alice, first);
    say(bob, alice);
    CiphertextMessage second = alice.encryptTo(bob, new byte[1]);
    int writes = alice.store().writes();
    assertFalse(archives(first), "the key of before the answer");
    assertEquals(writes, alice.store().writes());
    assertTrue(archives(second));
    assertNull(record(alice, bob).current());
    assertEquals(1, record(alice, bob).archivedCount());
    writes = alice.store().writes();
    assertFalse(archives(second), "archived already");
    assertEquals(writes, alice.store().writes());
    refused(Reason.NO_SESSION, () -> alice.encryptTo(bob, new byte[1]));
    say(bob, alice);
    assertNotNull(record(alice, bob).current());
    say(alice, bob);
  }

  private boolean archives(CiphertextMessage failed) throws ProtocolException {
    byte[] error = engine.decryptionError(failed, 5, 1);
    return engine.archiveSession(alice.store(), bob.address(), error);
  }

  private static void refused(Reason reason, Executable work) {
    assertEquals(reason, assertThrows(ProtocolException.class, work).reason());
  }

  private static void say(TestDevice from, TestDevice to) throws ProtocolException {
    assertEquals(4, to.decryptFrom(from, from.encryptTo(to, new byte[4])).length);
  }

  private static SessionRecord record(TestDevice of, TestDevice with) throws ProtocolException {
    return SessionRecord.load(of.store().loadSession(with.address()));
  }

  private static SessionState current(TestDevice of, TestDevice with) throws ProtocolException {
    SessionState state = record(of, with).current();
    assertNotNull(state);
    return state;
  }
}
