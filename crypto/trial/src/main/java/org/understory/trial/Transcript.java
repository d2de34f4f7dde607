package org.understory.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.Primitives;

/**
 * Two devices on our engine, a bad network and one seed: every byte that is sent, read or stored
 * goes into a running hash. Runtimes that compute the same print the same lines; the first that
 * differs says where they part.
 */
public final class Transcript {
  private static final long START = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final int MESSAGES_A_LINE = 50;
  private static final byte[] NOTHING = {};

  private record UnderWay(
      ScriptDevice from, ScriptDevice to, CiphertextMessage message, byte[] text) {}

  private final Primitives primitives;
  private final SeedStream dice;
  private final StringBuilder lines = new StringBuilder();
  private final List<UnderWay> network = new ArrayList<>();
  private byte[] hash = new byte[32];
  private long now = START;
  private int sent;
  private int read;
  private int refused;

  private Transcript(Primitives primitives, long seed) {
    this.primitives = primitives;
    this.dice = stream(seed, "dice");
  }

  /**
   * Lines of counts and a hash.
   *
   * @param messages how many are sent each way, at least
   */
  public static String lines(Primitives primitives, long seed, int messages) {
    Transcript transcript = new Transcript(primitives, seed);
    try {
      transcript.run(seed, messages);
    } catch (ProtocolException e) {
      throw new IllegalStateException("refused where nothing may be: " + e.getMessage(), e);
    }
    return transcript.lines.toString();
  }

  private SeedStream stream(long seed, String name) {
    return new SeedStream(primitives.digest(), new Packet().add(seed).add(name).toByteArray());
  }

  private ScriptDevice device(long seed, String name) {
    return new ScriptDevice(this, name, new UnderstoryEngine(primitives, stream(seed, name)), now);
  }

  private void run(long seed, int messages) throws ProtocolException {
    ScriptDevice alice = device(seed, "alice");
    ScriptDevice bob = device(seed, "bob");
    line("keys");
    start(alice, bob);
    start(bob, alice);
    while (sent < 2 * messages) {
      if (sent < messages) {
        startNowAndThen(alice, bob);
        startNowAndThen(bob, alice);
      }
      send(alice, bob);
      send(bob, alice);
      deliver();
      now += dice.below(10) * MINUTE;
      forget(alice, bob);
      forget(bob, alice);
    }
    line("sessions");
    repair(alice, bob);
    group(alice, bob, messages);
    line("sender keys");
    byte[] alicesKey = alice.store.identityKeyPair().publicKey();
    byte[] bobsKey = bob.store.identityKeyPair().publicKey();
    note("digits", alice.engine.safetyNumber(alicesKey, alicesKey, bobsKey, bobsKey));
    note("scan", alice.engine.scannableFingerprint(alicesKey, alicesKey, bobsKey, bobsKey));
    line("safety number");
  }

  /** The second half is one session, so that the post-quantum ratchet comes to turn. */
  private void startNowAndThen(ScriptDevice from, ScriptDevice to) throws ProtocolException {
    if (dice.below(30) == 0) {
      start(from, to);
    }
  }

  private void start(ScriptDevice from, ScriptDevice to) throws ProtocolException {
    from.engine.startSession(from.store, to.address, to.bundle(dice.below(2) == 0, now), now);
  }

  private void send(ScriptDevice from, ScriptDevice to) throws ProtocolException {
    for (int i = dice.below(6); i > 0; i--) {
      byte[] text = dice.bytes(dice.below(200));
      CiphertextMessage message = from.engine.encrypt(from.store, to.address, text, now);
      note("message " + message.type(), message.bytes());
      network.add(new UnderWay(from, to, message, text));
      sent++;
      if (sent % MESSAGES_A_LINE == 0) {
        line("messages");
      }
    }
  }

  /** A fifth is lost, a fifth waits for the next round, some come twice. */
  private void deliver() {
    List<UnderWay> late = new ArrayList<>();
    while (!network.isEmpty()) {
      UnderWay next = network.remove(dice.below(network.size()));
      int luck = dice.below(10);
      if (luck < 2) {
        late.add(next);
      } else if (luck < 8) {
        receive(next);
      }
      if (luck == 2) {
        receive(next);
      }
    }
    network.addAll(late);
  }

  private void receive(UnderWay arrived) {
    ScriptDevice to = arrived.to();
    try {
      byte[] text = to.engine.decrypt(to.store, arrived.from().address, arrived.message(), now);
      if (!Arrays.equals(text, arrived.text())) {
        throw new IllegalStateException("another text was read than was written");
      }
      note("read", text);
      read++;
    } catch (ProtocolException refusal) {
      refusal(refusal);
    }
  }

  private void refusal(ProtocolException refusal) {
    note("refused", refusal.reason().name());
    refused++;
  }

  private void forget(ScriptDevice device, ScriptDevice peer) throws ProtocolException {
    if (dice.below(10) == 0) {
      device.engine.forgetSkippedKeys(device.store, peer.address, now - 10 * MINUTE);
    }
  }

  /** A message that does not read, and what becomes of the session. */
  private void repair(ScriptDevice alice, ScriptDevice bob) throws ProtocolException {
    CiphertextMessage lost = alice.engine.encrypt(alice.store, bob.address, NOTHING, now);
    byte[] error = bob.engine.decryptionError(lost, now, 1);
    note("error", error);
    note("archived " + alice.engine.archiveSession(alice.store, bob.address, error), NOTHING);
    start(alice, bob);
    send(alice, bob);
    deliver();
    line("repair");
  }

  private void group(ScriptDevice alice, ScriptDevice bob, int messages) throws ProtocolException {
    byte[] id = dice.bytes(16);
    for (int i = 0; i < messages; i++) {
      if (i % MESSAGES_A_LINE == 0) {
        id = dice.bytes(16);
        byte[] chain = alice.engine.createSenderKeyDistribution(alice.store, alice.address, id);
        note("chain", chain);
        bob.engine.processSenderKeyDistribution(bob.store, alice.address, chain);
      }
      byte[] text = dice.bytes(dice.below(200));
      byte[] message = alice.engine.groupEncrypt(alice.store, alice.address, id, text);
      note("group", message);
      try {
        if (dice.below(3) > 0) {
          note("read", bob.engine.groupDecrypt(bob.store, alice.address, message, now));
        }
        if (dice.below(10) == 0) {
          bob.engine.groupDecrypt(bob.store, alice.address, message, now);
        }
      } catch (ProtocolException refusal) {
        refusal(refusal);
      }
    }
  }

  void note(String what, String text) {
    note(what + " " + text, NOTHING);
  }

  void note(String what, byte @Nullable [] bytes) {
    byte[] packet = new Packet().add(what).add(bytes).toByteArray();
    hash = primitives.digest().sha256(hash, packet);
  }

  private void line(String what) {
    lines
        .append(what)
        .append(": sent ")
        .append(sent)
        .append(", read ")
        .append(read)
        .append(", refused ")
        .append(refused)
        .append(", ")
        .append(Hex.of(hash))
        .append('\n');
  }
}
