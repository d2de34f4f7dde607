package org.understory.signal.pq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

/**
 * Two ratchets and a bad network: messages are lost, overtake each other and come twice; each side
 * goes on from what is stored. What arrives must have the key that it was sent with.
 */
final class PqConversation {
  private static final Primitives PRIMITIVES = BouncyCastlePrimitives.create();
  private static final long NOW = 1_700_000_000_000L;
  private static final int MAX_HELD_ROUNDS = 3;

  private record UnderWay(boolean toBob, PqRatchet.Sent sent, int round) {}

  private final SeededRandomness dice;
  private final int lossPercent;
  private List<UnderWay> network = new ArrayList<>();
  private byte[] transcript = new byte[32];
  private PqRatchet alice;
  private PqRatchet bob;
  private int round;
  private int read;
  private int epochOfAlice;
  private int epochOfBob;

  PqConversation(long seed, int lossPercent) {
    this.dice = new SeededRandomness(seed);
    this.lossPercent = lossPercent;
    byte[] handshake = dice.bytes(32);
    this.alice = PqRatchet.start(PRIMITIVES, handshake, true, MinimumVersion.V1);
    this.bob = PqRatchet.start(PRIMITIVES, handshake, false, MinimumVersion.V1);
  }

  void untilEpoch(int epoch) throws ProtocolException {
    while (epochOfAlice < epoch || epochOfBob < epoch) {
      round++;
      send(alice, true);
      send(bob, false);
      deliver();
    }
  }

  private void send(PqRatchet from, boolean toBob) throws ProtocolException {
    for (int i = dice.below(4); i > 0; i--) {
      PqRatchet.Sent sent = from.send(PRIMITIVES, dice);
      transcript = PRIMITIVES.digest().sha256(transcript, sent.field(), sent.salt());
      network.add(new UnderWay(toBob, sent, round));
      int epoch = PqMessage.parse(sent.field()).epoch();
      if (toBob) {
        epochOfAlice = epoch;
      } else {
        epochOfBob = epoch;
      }
    }
  }

  private void deliver() throws ProtocolException {
    List<UnderWay> held = new ArrayList<>();
    while (!network.isEmpty()) {
      UnderWay next = network.remove(dice.below(network.size()));
      if (dice.chance(lossPercent)) {
        continue;
      }
      if (dice.chance(25) && round - next.round() < MAX_HELD_ROUNDS) {
        held.add(next);
      } else {
        arrive(next);
      }
    }
    network = held;
  }

  private void arrive(UnderWay next) throws ProtocolException {
    PqRatchet reader = PqRatchet.parse((next.toBob() ? bob : alice).serialize());
    byte[] field = next.sent().field();
    assertArrayEquals(next.sent().salt(), reader.receive(PRIMITIVES, dice, field, NOW));
    read++;
    if (next.toBob()) {
      bob = reader;
    } else {
      alice = reader;
    }
    if (dice.chance(20)) {
      PqRatchet copy = PqRatchet.parse(reader.serialize());
      assertThrows(
          ProtocolException.class, () -> copy.receive(PRIMITIVES, dice, field, NOW), "twice");
    }
  }

  PqRatchet bob() {
    return bob;
  }

  int read() {
    return read;
  }

  /** A hash over all that was sent and every key. */
  String transcript() {
    return HexFormat.of().formatHex(transcript);
  }

  @Override
  public String toString() {
    return "read " + read + " in " + round + " rounds with " + lossPercent + " % lost";
  }
}
