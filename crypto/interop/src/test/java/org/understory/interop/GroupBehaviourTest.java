package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.understory.interop.Talk.refuses;
import static org.understory.interop.Talk.text;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

/** Alice writes with the pairing's first engine, Bob reads with its second. */
class GroupBehaviourTest {
  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);
  private final byte[] id = randomness.bytes(16);

  @ParameterizedTest
  @EnumSource
  void messages_read_in_any_order_and_once(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    introduce(alice, bob, distribution(alice));
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      messages.add(write(alice, "number " + i));
    }
    for (int i = 19; i >= 0; i--) {
      reads(bob, alice, messages.get(i), "number " + i);
    }
    for (byte[] message : messages) {
      refuses(bob, () -> read(bob, alice, message), Reason.DUPLICATE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_late_joiner_reads_nothing_from_before(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    distribution(alice);
    byte[] before = write(alice, "before");
    refuses(bob, () -> read(bob, alice, before), Reason.NO_SENDER_KEY);
    introduce(alice, bob, distribution(alice));
    refuses(bob, () -> read(bob, alice, before), Reason.DUPLICATE);
    reads(bob, alice, write(alice, "after"), "after");
  }

  @ParameterizedTest
  @EnumSource
  void a_repeated_distribution_message_turns_nothing_back(Pairing pairing)
      throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    byte[] distribution = distribution(alice);
    introduce(alice, bob, distribution);
    byte[] first = write(alice, "first");
    reads(bob, alice, first, "first");
    introduce(alice, bob, distribution);
    refuses(bob, () -> read(bob, alice, first), Reason.DUPLICATE);
    reads(bob, alice, write(alice, "second"), "second");
  }

  @ParameterizedTest
  @EnumSource
  void no_flipped_byte_of_a_message_passes(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    introduce(alice, bob, distribution(alice));
    byte[] message = write(alice, "genuine");
    for (int i = 0; i < message.length; i++) {
      byte[] forged = message.clone();
      forged[i] ^= 1;
      if (i == 0) {
        continue; // the low half of the version byte is signed, but says nothing yet
      }
      refuses(bob, () -> read(bob, alice, forged), Reason.INVALID, Reason.NO_SENDER_KEY);
    }
    reads(bob, alice, message, "genuine");
  }

  @ParameterizedTest
  @EnumSource
  void only_the_sender_writes_in_its_chain(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    introduce(alice, bob, distribution(alice));
    refuses(
        bob,
        () -> bob.engine().groupEncrypt(bob.store(), alice.address(), id, text("as alice")),
        Reason.NO_SENDER_KEY,
        Reason.INVALID);
    refuses(
        bob,
        () -> bob.engine().groupEncrypt(bob.store(), bob.address(), id, text("no chain")),
        Reason.NO_SENDER_KEY);
  }

  /** Libsignal writes: our signing so often would take long, and shows nothing about the reader. */
  @ParameterizedTest
  @EnumSource(names = {"JAR_WITH_JVM", "JAR_WITH_JAR"})
  void a_jump_of_25000_reads_and_one_more_does_not(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    introduce(alice, bob, distribution(alice));
    for (int i = 0; i < 25_000; i++) {
      write(alice, "");
    }
    byte[] atLimit = write(alice, "at the limit");
    byte[] beyond = write(alice, "beyond");
    refuses(bob, () -> read(bob, alice, beyond), Reason.INVALID);
    reads(bob, alice, atLimit, "at the limit");
    reads(bob, alice, beyond, "beyond");
  }

  /** Each comes from a fresh store of the sender's, as after a lost device. */
  @ParameterizedTest
  @EnumSource
  void five_chains_of_a_sender_are_kept(Pairing pairing) throws ProtocolException {
    TestDevice bob = pairing.bob(randomness);
    List<byte[]> messages = new ArrayList<>();
    TestDevice any = pairing.alice(randomness);
    for (int i = 0; i < 6; i++) {
      TestDevice alice = pairing.alice(randomness);
      introduce(alice, bob, distribution(alice));
      messages.add(write(alice, "chain " + i));
    }
    refuses(bob, () -> read(bob, any, messages.get(0)), Reason.NO_SENDER_KEY);
    for (int i = 5; i > 0; i--) {
      reads(bob, any, messages.get(i), "chain " + i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_new_chain_leaves_what_the_old_one_still_has_to_read(Pairing pairing)
      throws ProtocolException {
    TestDevice bob = pairing.bob(randomness);
    TestDevice old = pairing.alice(randomness);
    introduce(old, bob, distribution(old));
    byte[] late = write(old, "late");
    reads(bob, old, write(old, "early"), "early");
    TestDevice rotated = pairing.alice(randomness);
    byte[] distribution = distribution(rotated);
    byte[] first = write(rotated, "new");
    refuses(bob, () -> read(bob, old, first), Reason.NO_SENDER_KEY);
    introduce(rotated, bob, distribution);
    reads(bob, rotated, first, "new");
    reads(bob, old, late, "late");
    reads(bob, rotated, write(rotated, "and on"), "and on");
    reads(bob, old, write(old, "and on, too"), "and on, too");
  }

  @ParameterizedTest
  @EnumSource
  void another_key_with_the_same_chain_id_takes_its_place(Pairing pairing)
      throws ProtocolException {
    TestDevice bob = pairing.bob(randomness);
    TestDevice alice = pairing.alice(randomness);
    TestDevice again = pairing.alice(randomness);
    ProtoMessage first = fields(distribution(alice));
    ProtoMessage second = fields(distribution(again));
    introduce(alice, bob, distribution(alice));
    reads(bob, alice, write(alice, "first"), "first");
    byte[] unread = write(alice, "unread");
    byte[] sameChainId =
        new ProtoWriter()
            .bytes(1, id)
            .uint32(2, first.uint32(2))
            .uint32(3, second.uint32(3))
            .bytes(4, second.bytes(4))
            .bytes(5, second.bytes(5))
            .toByteArray();
    introduce(alice, bob, Bytes.concat(new byte[] {0x33}, sameChainId));
    refuses(bob, () -> read(bob, alice, unread), Reason.INVALID);
    introduce(alice, bob, distribution(alice));
    reads(bob, alice, write(alice, "replaced again"), "replaced again");
  }

  private static ProtoMessage fields(byte[] distribution) throws ProtocolException {
    return ProtoMessage.parse(distribution, 1, distribution.length);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"JVM_WITH_JVM", "JVM_WITH_JAR", "JAR_WITH_JVM", "JVM_WITH_NPM", "JAR_WITH_WASM"})
  void the_last_2000_overtaken_messages_still_read(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    introduce(alice, bob, distribution(alice));
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i <= 2001; i++) {
      messages.add(write(alice, "number " + i));
    }
    reads(bob, alice, messages.get(2001), "number 2001");
    refuses(bob, () -> read(bob, alice, messages.get(0)), Reason.DUPLICATE);
    reads(bob, alice, messages.get(1), "number 1");
    reads(bob, alice, messages.get(2000), "number 2000");
  }

  /** A distribution message of somebody else's chain says nothing about this sender's. */
  @ParameterizedTest
  @EnumSource
  void chains_of_two_senders_under_one_id_stay_apart(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    TestDevice carol = new TestDevice(pairing.starting(randomness), "carol");
    introduce(alice, bob, distribution(alice));
    introduce(carol, bob, distribution(carol));
    byte[] message = write(alice, "by alice");
    refuses(bob, () -> read(bob, carol, message), Reason.NO_SENDER_KEY);
    reads(bob, alice, message, "by alice");
    reads(bob, carol, write(carol, "by carol"), "by carol");
  }

  private byte[] distribution(TestDevice sender) throws ProtocolException {
    return sender.engine().createSenderKeyDistribution(sender.store(), sender.address(), id);
  }

  private static void introduce(TestDevice sender, TestDevice reader, byte[] distribution)
      throws ProtocolException {
    reader.engine().processSenderKeyDistribution(reader.store(), sender.address(), distribution);
  }

  private byte[] write(TestDevice sender, String text) throws ProtocolException {
    return sender.engine().groupEncrypt(sender.store(), sender.address(), id, text(text));
  }

  private static byte[] read(TestDevice reader, TestDevice sender, byte[] message)
      throws ProtocolException {
    return reader.engine().groupDecrypt(reader.store(), sender.address(), message, TestDevice.NOW);
  }

  private static void reads(TestDevice reader, TestDevice sender, byte[] message, String text)
      throws ProtocolException {
    assertArrayEquals(text(text), read(reader, sender, message));
  }
}
