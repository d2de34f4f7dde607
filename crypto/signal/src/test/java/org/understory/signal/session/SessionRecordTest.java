package org.understory.signal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.key.CurveKey;
import org.understory.signal.key.CurveKeyPair;

/** Which of its sessions a record speaks in, reads in, and forgets. */
class SessionRecordTest {
  private final SessionSide alice = new SessionSide(1);
  private final SessionSide bob = new SessionSide(2);

  @Test
  void a_new_session_archives_the_one_before_in_which_late_messages_still_read()
      throws ProtocolException {
    alice.acquaint(bob);
    CiphertextMessage late = alice.write("late");
    alice.start(bob);
    alice.says(bob, "in the new one");
    assertEquals("SessionRecord[1 + 1]", bob.record().toString());
    bob.reads(late, "late", alice);
    assertEquals("SessionRecord[1 + 1]", bob.record().toString());
    assertEquals(CiphertextMessage.WHISPER, bob.says(alice, "in the one that spoke last"));
    assertEquals(CiphertextMessage.WHISPER, alice.says(bob, "which is the old one"));
  }

  @Test
  void an_archived_session_has_no_prekeys_to_repeat() throws ProtocolException {
    alice.start(bob);
    SessionState first = alice.current();
    assertNotNull(first.pending());
    alice.start(bob);
    assertNull(alice.record().archived(0).pending());
    assertEquals(first.baseKey(), alice.record().archived(0).baseKey());
  }

  @Test
  void forty_sessions_are_kept_beside_the_current_one() throws ProtocolException {
    List<CiphertextMessage> first = new ArrayList<>();
    for (int i = 0; i < 42; i++) {
      alice.start(bob, false);
      alice.says(bob, "begin");
      first.add(alice.write("late " + i));
    }
    assertEquals("SessionRecord[1 + 40]", bob.record().toString());
    SessionRecord record = bob.record();
    assertFalse(bob.builder().promoteKnown(record, parsed(first.get(0))));
    assertEquals("SessionRecord[1 + 40]", record.toString());
    assertTrue(bob.builder().promoteKnown(record, parsed(first.get(1))));
    assertEquals("SessionRecord[1 + 40]", record.toString());
    bob.reads(first.get(1), "late 1", alice);
    bob.reads(first.get(41), "late 41", alice);
    bob.says(alice, "in the newest");
  }

  @Test
  void a_prekey_message_of_a_known_session_makes_it_current() throws ProtocolException {
    alice.start(bob);
    alice.says(bob, "one");
    CiphertextMessage again = alice.write("two");
    CurveKey baseKey = parsed(again).baseKey();
    SessionSide elsewhere = new SessionSide(1);
    elsewhere.start(bob);
    elsewhere.start(bob);
    elsewhere.says(bob, "another session of the same identity");
    assertFalse(bob.current().baseKey().equals(baseKey));
    bob.reads(again, "two", alice);
    assertEquals(baseKey, bob.current().baseKey());
    SessionRecord record = bob.record();
    assertTrue(record.promoteStartedBy(baseKey));
    assertArrayEquals(bob.record().serialize(), record.serialize(), "it was already");
  }

  @Test
  void a_session_that_they_cannot_read_is_archived_when_it_is_still_the_current_one()
      throws ProtocolException {
    alice.acquaint(bob);
    CurveKey sentFrom = SignalMessageIn.parse(alice.write("x").bytes()).ratchetKey();
    SessionRecord record = alice.record();
    CurveKey other = CurveKeyPair.fromPrivate(SessionSide.PRIMITIVES, new byte[32]).publicKey();
    assertFalse(record.archiveSentFrom(other));
    assertEquals("SessionRecord[1 + 0]", record.toString());
    assertTrue(record.archiveSentFrom(sentFrom));
    assertEquals("SessionRecord[0 + 1]", record.toString());
    assertFalse(record.archiveSentFrom(sentFrom));
    alice.keep(record);
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> alice.write("there is none to say it in"));
    assertEquals(Reason.NO_SESSION, refusal.reason());
    bob.says(alice, "but one that reads");
    assertEquals("SessionRecord[1 + 0]", alice.record().toString());
  }

  @Test
  void skipped_keys_of_archived_sessions_are_forgotten_too() throws ProtocolException {
    alice.acquaint(bob);
    CiphertextMessage skipped = alice.write("skipped");
    alice.says(bob, "read");
    alice.start(bob);
    alice.says(bob, "a new session");
    SessionRecord record = bob.record();
    assertFalse(record.forgetSkippedBefore(SessionSide.NOW));
    assertTrue(record.forgetSkippedBefore(SessionSide.NOW + 1000));
    assertFalse(record.forgetSkippedBefore(SessionSide.NOW + 1000));
    bob.keep(record);
    bob.refuses(skipped, Reason.DUPLICATE);
  }

  @Test
  void a_record_of_another_format_or_cut_short_is_refused() throws ProtocolException {
    alice.acquaint(bob);
    alice.start(bob);
    byte[] stored = alice.record().serialize();
    assertEquals(2, stored[0]);
    for (byte format : new byte[] {0, 1, 3}) {
      byte[] other = stored.clone();
      other[0] = format;
      refused(other);
    }
    refused(new byte[0]);
    assertArrayEquals(stored, SessionRecord.load(stored).serialize());
    assertEquals("SessionRecord[0 + 0]", SessionRecord.load(new byte[] {2}).toString());
    for (int length = 2; length < stored.length; length += 7) {
      byte[] cut = Arrays.copyOf(stored, length);
      assertThrows(
          ProtocolException.class,
          () -> {
            SessionRecord record = SessionRecord.load(cut);
            SessionState state = record.current();
            if (state != null && record.archivedCount() == 1) {
              record.archived(0);
            } else {
              throw new ProtocolException(Reason.INVALID, "cut before the second");
            }
          });
    }
  }

  private static void refused(byte[] stored) {
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> SessionRecord.load(stored));
    assertEquals(Reason.INVALID, refusal.reason());
  }

  private static PreKeyMessageIn parsed(CiphertextMessage message) throws ProtocolException {
    return PreKeyMessageIn.parse(message.bytes());
  }
}
