package org.understory.signal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/** When a session ends, comes back, and is not written. */
class SessionLimitsTest {
  private static final long THIRTY_DAYS = 30L * 24 * 60 * 60 * 1000;

  private final UnderstoryEngine engine =
      new UnderstoryEngine(BouncyCastlePrimitives.create(), new SeededRandomness(8));
  private final TestDevice alice = new TestDevice(engine, "alice");
  private final TestDevice bob = new TestDevice(engine, "bob");

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

  @Test
  void forgetting_writes_only_what_it_changed() throws ProtocolException {
    alice.startSessionWith(bob);
    CiphertextMessage late = alice.encryptTo(bob, new byte[1]);
    say(alice, bob);
    say(bob, alice);
    int writes = bob.store().writes();
    engine.forgetSkippedKeys(bob.store(), alice.address(), TestDevice.NOW);
    assertEquals(writes, bob.store().writes(), "nothing is as old as that");
    engine.forgetSkippedKeys(bob.store(), alice.address(), TestDevice.NOW + 1);
    assertEquals(writes + 1, bob.store().writes());
    engine.forgetSkippedKeys(bob.store(), alice.address(), TestDevice.NOW + 1);
    assertEquals(writes + 1, bob.store().writes(), "nothing is left");
    refused(Reason.DUPLICATE, () -> bob.decryptFrom(alice, late));
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
