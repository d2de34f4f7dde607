package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.understory.interop.Talk.reads;
import static org.understory.interop.Talk.say;
import static org.understory.interop.Talk.write;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;

/** Both sides start a session before they have heard of the other's. */
class SimultaneousInitiationTest {
  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);

  @ParameterizedTest
  @EnumSource
  void both_messages_read_and_the_two_settle(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    alice.startSessionWith(bob);
    bob.startSessionWith(alice);
    CiphertextMessage fromAlice = write(alice, bob, "me first");
    CiphertextMessage fromBob = write(bob, alice, "no, me");
    reads(alice, bob, fromBob, "no, me");
    reads(bob, alice, fromAlice, "me first");
    settle(alice, bob);
  }

  @ParameterizedTest
  @EnumSource
  void one_message_lost_does_no_harm(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    alice.startSessionWith(bob);
    bob.startSessionWith(alice);
    write(alice, bob, "lost");
    reads(alice, bob, write(bob, alice, "arrives"), "arrives");
    settle(alice, bob);
  }

  @ParameterizedTest
  @EnumSource
  void both_lost_and_both_start_again(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    for (int round = 0; round < 15; round++) {
      alice.startSessionWith(bob);
      bob.startSessionWith(alice);
      write(alice, bob, "lost " + round);
      write(bob, alice, "lost too " + round);
    }
    CiphertextMessage fromAlice = write(alice, bob, "at last");
    CiphertextMessage fromBob = write(bob, alice, "indeed");
    reads(bob, alice, fromAlice, "at last");
    reads(alice, bob, fromBob, "indeed");
    settle(alice, bob);
  }

  @ParameterizedTest
  @EnumSource
  void it_happens_again_and_again_with_every_message_read(Pairing pairing)
      throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    for (int round = 0; round < 15; round++) {
      alice.startSessionWith(bob);
      bob.startSessionWith(alice);
      CiphertextMessage fromAlice = write(alice, bob, "a" + round);
      CiphertextMessage fromBob = write(bob, alice, "b" + round);
      reads(alice, bob, fromBob, "b" + round);
      reads(bob, alice, fromAlice, "a" + round);
      reads(bob, alice, write(alice, bob, "x" + round), "x" + round);
      reads(alice, bob, write(bob, alice, "y" + round), "y" + round);
    }
    settle(alice, bob);
  }

  @ParameterizedTest
  @EnumSource
  void a_message_delayed_past_a_new_session_still_reads(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    Talk.acquaint(alice, bob);
    CiphertextMessage delayed = write(bob, alice, "slow");
    alice.startSessionWith(bob);
    say(alice, bob, "a new session");
    say(bob, alice, "taken up");
    reads(alice, bob, delayed, "slow");
    settle(alice, bob);
  }

  @ParameterizedTest
  @EnumSource
  void a_first_message_lost_is_made_good_by_the_second(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    alice.startSessionWith(bob);
    CiphertextMessage late = write(alice, bob, "one");
    reads(bob, alice, write(alice, bob, "two"), "two");
    bob.startSessionWith(alice);
    reads(bob, alice, late, "one");
    settle(alice, bob);
  }

  private static void settle(TestDevice alice, TestDevice bob) throws ProtocolException {
    say(alice, bob, "so");
    say(bob, alice, "well");
    assertEquals(CiphertextMessage.WHISPER, say(alice, bob, "then"));
    assertEquals(CiphertextMessage.WHISPER, say(bob, alice, "on we go"));
  }
}
