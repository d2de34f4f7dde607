package org.understory.signal.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/**
 * Makes the cases of the present format, from a seed: sessions before, in and after the handshake,
 * with skipped keys, with archived ones, in every state of the braid; sender keys; prekeys.
 */
final class StoredCases {
  private static final int MOST_MESSAGES = 1200;
  private static final Pattern STATE = Pattern.compile("Braid\\[(\\d+), (\\w+)");

  private final Map<String, StoredCase> cases = new TreeMap<>();
  private final SeededRandomness dice;
  private final UnderstoryEngine engine;

  StoredCases(long seed) {
    this.dice = new SeededRandomness(seed);
    this.engine =
        new UnderstoryEngine(BouncyCastlePrimitives.create(), new SeededRandomness(seed + 1));
  }

  /** By name. */
  Map<String, StoredCase> all() throws ProtocolException {
    handshakes("one-time", false);
    handshakes("last-resort", true);
    archived();
    braid();
    senderKeys();
    return cases;
  }

  private void handshakes(String kind, boolean lastResort) throws ProtocolException {
    TestDevice alice = device("alice");
    TestDevice bob = device("bob");
    PreKeyBundle bundle = lastResort ? bob.lastResortBundle() : bob.bundle();
    engine.startSession(alice.store(), bob.address(), bundle, TestDevice.NOW);
    capture("prekeys-" + kind, alice, bob, List.of());
    say(alice, bob);
    capture("responder-" + kind, alice, bob, List.of());
    say(bob, alice);
    capture("acknowledged-" + kind, alice, bob, List.of());
    List<StoredCase.Message> late = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      late.add(write(alice, bob, "late " + i));
    }
    say(alice, bob);
    capture("skipped-" + kind, alice, bob, late);
    for (int i = 0; i < 3; i++) {
      say(bob, alice);
      say(alice, bob);
    }
    capture("skipped-in-older-chain-" + kind, alice, bob, late);
  }

  private void archived() throws ProtocolException {
    TestDevice alice = device("alice");
    TestDevice bob = device("bob");
    List<StoredCase.Message> late = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TestDevice starter = i % 2 == 0 ? alice : bob;
      TestDevice other = i % 2 == 0 ? bob : alice;
      starter.startSessionWith(other);
      say(starter, other);
      say(other, starter);
      late.add(write(alice, bob, "from session " + i));
      late.add(write(bob, alice, "from session " + i));
    }
    capture("archived", alice, bob, late);
    StoredCase.Message unread = write(alice, bob, "not read");
    byte[] error = engine.decryptionError(unread.ciphertext(), TestDevice.NOW, 1);
    engine.archiveSession(alice.store(), bob.address(), error);
    capture("archived-and-none-current", alice, bob, late);
  }

  /**
   * Bursts and losses, so that both come by every state. What is skipped is forgotten, for the
   * files' sake.
   */
  private void braid() throws ProtocolException {
    TestDevice alice = device("alice");
    TestDevice bob = device("bob");
    alice.startSessionWith(bob);
    for (int i = 0; i < MOST_MESSAGES && cases.size() < 100; i++) {
      boolean fromAlice = dice.chance(50);
      TestDevice from = fromAlice || i == 0 ? alice : bob;
      TestDevice to = from == alice ? bob : alice;
      StoredCase.Message message = write(from, to, "message " + i);
      if (i == 0 || !dice.chance(lossPercent(i, from == alice))) {
        to.decryptFrom(from, message.ciphertext());
      }
      engine.forgetSkippedKeys(to.store(), from.address(), TestDevice.NOW + 1000);
      captureState("braid-starting-side", alice, bob);
      captureState("braid-answering-side", bob, alice);
    }
  }

  /** First nearly all of one side are lost, then of the other, then some of both. */
  private static int lossPercent(int number, boolean fromAlice) {
    return switch (number / 120 % 3) {
      case 0 -> fromAlice ? 0 : 95;
      case 1 -> fromAlice ? 95 : 0;
      default -> 30;
    };
  }

  /** The first time that a side comes by a state, and once in each epoch. */
  private void captureState(String prefix, TestDevice side, TestDevice other)
      throws ProtocolException {
    SessionRecord record = SessionRecord.load(side.store().loadSession(other.address()));
    SessionState state = record.current();
    if (state == null) {
      return;
    }
    Matcher matcher = STATE.matcher(state.pqRatchet().toString());
    if (!matcher.find()) {
      throw new IllegalStateException("no braid in " + state.pqRatchet());
    }
    String epoch = matcher.group(1);
    for (String name : List.of(matcher.group(2), "epoch-" + epoch)) {
      if (Integer.parseInt(epoch) < 5 && !cases.containsKey(prefix + "-" + name)) {
        capture(prefix + "-" + name, side, other, List.of());
        return;
      }
    }
  }

  private void senderKeys() throws ProtocolException {
    TestDevice alice = device("alice");
    TestDevice bob = device("bob");
    byte[] id = dice.bytes(16);
    share(alice, bob, id);
    captureKeys("sender-key-new", alice, bob, id, List.of());
    List<byte[]> late = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      late.add(engine.groupEncrypt(alice.store(), alice.address(), id, text("late " + i)));
    }
    byte[] read = engine.groupEncrypt(alice.store(), alice.address(), id, text("read"));
    engine.groupDecrypt(bob.store(), alice.address(), read, TestDevice.NOW);
    captureKeys("sender-key-skipped", alice, bob, id, late);
    TestDevice again = device("alice");
    share(again, bob, id);
    captureKeys("sender-key-of-a-device-set-up-again", again, bob, id, List.of());
  }

  private void share(TestDevice from, TestDevice to, byte[] id) throws ProtocolException {
    byte[] distribution = engine.createSenderKeyDistribution(from.store(), from.address(), id);
    engine.processSenderKeyDistribution(to.store(), from.address(), distribution);
  }

  private void captureKeys(
      String name, TestDevice from, TestDevice to, byte[] id, List<byte[]> late)
      throws ProtocolException {
    StoredCase stored = new StoredCase();
    stored.device("alice", from.store());
    stored.device("bob", to.store());
    for (int i = 0; i < late.size(); i++) {
      stored.post("alice", "bob", id, late.get(i), text("late " + i));
    }
    byte[] next = engine.groupEncrypt(from.store().copy(), from.address(), id, text("the next"));
    stored.post("alice", "bob", id, next, text("the next"));
    cases.put(name, stored);
  }

  /**
   * With a message from each side that has a session, made on a copy: the record stays as it is.
   */
  private void capture(
      String name, TestDevice side, TestDevice other, List<StoredCase.Message> late)
      throws ProtocolException {
    StoredCase stored = new StoredCase();
    stored.device(side.address().name(), side.store());
    stored.device(other.address().name(), other.store());
    late.forEach(m -> stored.message(m.from(), m.to(), m.ciphertext(), m.plaintext()));
    for (TestDevice from : List.of(side, other)) {
      TestDevice to = from == side ? other : side;
      CiphertextMessage next = next(from, to);
      if (next != null) {
        stored.message(from.address().name(), to.address().name(), next, text("the next"));
      }
    }
    cases.put(name, stored);
  }

  private @Nullable CiphertextMessage next(TestDevice from, TestDevice to)
      throws ProtocolException {
    SessionRecord record = SessionRecord.load(from.store().loadSession(to.address()));
    return record.current() == null
        ? null
        : engine.encrypt(from.store().copy(), to.address(), text("the next"), TestDevice.NOW);
  }

  private StoredCase.Message write(TestDevice from, TestDevice to, String text)
      throws ProtocolException {
    return new StoredCase.Message(
        from.address().name(), to.address().name(), from.encryptTo(to, text(text)), text(text));
  }

  private void say(TestDevice from, TestDevice to) throws ProtocolException {
    to.decryptFrom(from, write(from, to, "said").ciphertext());
  }

  private TestDevice device(String name) {
    return new TestDevice(engine, name);
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }
}
