package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.understory.interop.Talk.refuses;

import java.util.ArrayList;
import java.util.List;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;

/**
 * Two devices and a bad network: in each round both say some things, and what is under way arrives
 * out of order, twice, in the next round or never. Devices restart from their stores; now and then
 * one or both start a new session. Every message that arrives must read exactly once.
 *
 * <p>Nothing stays under way for more than two rounds, because an engine may forget a chain that is
 * five ratchet steps old.
 */
final class LossyConversation {
  private static final int MAX_HELD_ROUNDS = 2;

  private record UnderWay(
      TestDevice from, TestDevice to, CiphertextMessage message, byte[] text, int round) {}

  private final TestDevice alice;
  private final TestDevice bob;
  private final Pairing pairing;
  private final SeededRandomness dice;
  private final int lossPercent;
  private List<UnderWay> network = new ArrayList<>();
  private int round;
  private int readByAlice;
  private int readByBob;
  private int lost;
  private int duplicates;
  private boolean oneSession;
  private int epochOfAlice;
  private int epochOfBob;

  LossyConversation(Pairing pairing, long seed, int lossPercent) {
    this.dice = new SeededRandomness(seed);
    this.pairing = pairing;
    this.lossPercent = lossPercent;
    this.alice = pairing.alice(dice);
    this.bob = pairing.bob(dice);
  }

  /** Talks until each side has read {@code messages}. */
  void run(int messages) throws ProtocolException {
    alice.startSessionWith(bob);
    Talk.say(alice, bob, "first");
    while (readByAlice < messages || readByBob < messages) {
      round++;
      newSessions();
      send(alice, bob);
      send(bob, alice);
      deliver();
      restarts();
    }
  }

  /** In one session, until both have sent in that epoch of the post-quantum ratchet. */
  void runToEpoch(int epoch) throws ProtocolException {
    oneSession = true;
    alice.startSessionWith(bob);
    Talk.say(alice, bob, "first");
    while (epochOfAlice < epoch || epochOfBob < epoch) {
      round++;
      send(alice, bob);
      send(bob, alice);
      deliver();
      restarts();
    }
  }

  private void newSessions() throws ProtocolException {
    if (dice.below(40) == 0) {
      startSession(alice, bob);
    }
    if (dice.below(40) == 0) {
      startSession(bob, alice);
    }
  }

  private void startSession(TestDevice from, TestDevice to) throws ProtocolException {
    PreKeyBundle bundle = dice.chance(50) ? to.bundle() : to.lastResortBundle();
    from.engine().startSession(from.store(), to.address(), bundle, TestDevice.NOW);
  }

  private void restarts() {
    if (dice.below(10) == 0) {
      alice.restart(pairing.starting(dice));
    }
    if (dice.below(10) == 0) {
      bob.restart(pairing.answering(dice));
    }
  }

  private void send(TestDevice from, TestDevice to) throws ProtocolException {
    for (int i = dice.below(8); i > 0; i--) {
      byte[] text = dice.bytes(dice.below(300));
      CiphertextMessage message = from.encryptTo(to, text);
      network.add(new UnderWay(from, to, message, text, round));
      if (oneSession && from == alice) {
        epochOfAlice = PqField.of(message).epoch();
      } else if (oneSession) {
        epochOfBob = PqField.of(message).epoch();
      }
    }
  }

  private void deliver() throws ProtocolException {
    List<UnderWay> held = new ArrayList<>();
    List<UnderWay> seen = new ArrayList<>();
    while (!network.isEmpty()) {
      UnderWay next = network.remove(dice.below(network.size()));
      boolean mayWait = round - next.round() < MAX_HELD_ROUNDS;
      if (dice.chance(lossPercent)) {
        lost++;
      } else if (mayWait && dice.chance(20)) {
        held.add(next);
      } else {
        read(next);
        seen.add(next);
      }
      if (!seen.isEmpty() && dice.chance(10)) {
        UnderWay again = seen.get(dice.below(seen.size()));
        refuses(
            again.to(),
            () -> again.to().decryptFrom(again.from(), again.message()),
            Reason.DUPLICATE,
            Reason.INVALID);
        duplicates++;
      }
    }
    network = held;
  }

  private void read(UnderWay arrived) throws ProtocolException {
    assertArrayEquals(arrived.text(), arrived.to().decryptFrom(arrived.from(), arrived.message()));
    if (arrived.to() == alice) {
      readByAlice++;
    } else {
      readByBob++;
    }
  }

  @Override
  public String toString() {
    return pairing
        + ": read "
        + readByBob
        + " and "
        + readByAlice
        + ", lost "
        + lost
        + ", duplicates refused "
        + duplicates
        + ", rounds "
        + round
        + (oneSession ? ", epochs " + epochOfAlice + " and " + epochOfBob : "");
  }
}
