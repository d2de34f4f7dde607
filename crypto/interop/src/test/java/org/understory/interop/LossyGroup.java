package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.understory.interop.Talk.refuses;

import java.util.ArrayList;
import java.util.List;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;

/**
 * Two senders, one on each engine, who write to each other by sender keys over a bad network;
 * chains are replaced now and then, and their distribution goes through a session.
 */
final class LossyGroup {
  private static final int ROTATE_AFTER = 250;
  private static final int BATCH = 40;

  private record Posted(byte[] message, byte[] text) {}

  private final Pairing pairing;
  private final SeededRandomness dice;
  private final int lossPercent;
  private final TestDevice alice;
  private final TestDevice bob;
  private int readByAlice;
  private int readByBob;
  private int lost;
  private int duplicates;

  LossyGroup(Pairing pairing, long seed, int lossPercent) {
    this.pairing = pairing;
    this.dice = new SeededRandomness(seed);
    this.lossPercent = lossPercent;
    this.alice = pairing.alice(dice);
    this.bob = pairing.bob(dice);
  }

  /** Until each side has read that many of the other's. */
  void run(int messages) throws ProtocolException {
    Talk.acquaint(alice, bob);
    oneWay(alice, bob, messages);
    oneWay(bob, alice, messages);
  }

  private void oneWay(TestDevice sender, TestDevice reader, int messages) throws ProtocolException {
    byte[] id = distribute(sender, reader);
    int sinceRotation = 0;
    for (int done = 0; done < messages; ) {
      if (sinceRotation >= ROTATE_AFTER) {
        id = distribute(sender, reader);
        sinceRotation = 0;
      }
      int now = batch(sender, reader, id);
      done += now;
      sinceRotation += BATCH;
    }
  }

  private byte[] distribute(TestDevice sender, TestDevice reader) throws ProtocolException {
    byte[] id = dice.bytes(16);
    byte[] distribution =
        sender.engine().createSenderKeyDistribution(sender.store(), sender.address(), id);
    byte[] received = reader.decryptFrom(sender, sender.encryptTo(reader, distribution));
    assertArrayEquals(id, reader.engine().distributionIdOf(received));
    reader.engine().processSenderKeyDistribution(reader.store(), sender.address(), received);
    return id;
  }

  private int batch(TestDevice sender, TestDevice reader, byte[] id) throws ProtocolException {
    List<Posted> network = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      byte[] text = dice.bytes(dice.below(300));
      byte[] message = sender.engine().groupEncrypt(sender.store(), sender.address(), id, text);
      network.add(new Posted(message, text));
    }
    int readNow = 0;
    while (!network.isEmpty()) {
      Posted next = network.remove(dice.below(network.size()));
      if (dice.chance(lossPercent)) {
        lost++;
        continue;
      }
      assertArrayEquals(
          next.text(),
          reader
              .engine()
              .groupDecrypt(reader.store(), sender.address(), next.message(), TestDevice.NOW));
      readNow++;
      if (dice.chance(20)) {
        refuses(
            reader,
            () ->
                reader
                    .engine()
                    .groupDecrypt(reader.store(), sender.address(), next.message(), TestDevice.NOW),
            Reason.DUPLICATE);
        duplicates++;
      }
    }
    if (reader == alice) {
      readByAlice += readNow;
    } else {
      readByBob += readNow;
    }
    return readNow;
  }

  @Override
  public String toString() {
    return pairing
        + ": sender keys read "
        + readByBob
        + " and "
        + readByAlice
        + ", lost "
        + lost
        + ", duplicates refused "
        + duplicates;
  }
}
