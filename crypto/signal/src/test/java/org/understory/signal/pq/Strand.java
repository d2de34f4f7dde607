package org.understory.signal.pq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

/** One side of a braid in a test: goes on from what is stored after each step. */
final class Strand {
  static final Primitives PRIMITIVES = BouncyCastlePrimitives.create();

  private final SeededRandomness randomness;
  private final List<EpochSecret> secrets = new ArrayList<>();
  private Braid braid;

  Strand(long seed, byte[] handshakeSecret, boolean initiator) {
    this.randomness = new SeededRandomness(seed);
    this.braid = Braid.start(PRIMITIVES.digest(), handshakeSecret, initiator);
  }

  PqMessage send() throws ProtocolException {
    int epoch = braid.epoch();
    BraidState.Sent sent = braid.send(PRIMITIVES, randomness);
    keep(sent.secret());
    restart();
    return new PqMessage(epoch, 1, sent.type(), sent.chunk());
  }

  void receive(PqMessage message) throws ProtocolException {
    keep(braid.receive(PRIMITIVES, randomness, message));
    restart();
  }

  /** Refused, and what is stored is as it was. */
  void refuses(PqMessage message) throws ProtocolException {
    byte[] before = braid.serialize();
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> braid.receive(PRIMITIVES, randomness, message));
    assertEquals(Reason.INVALID, refusal.reason());
    braid = Braid.parse(before);
  }

  /** Read, and of no consequence. */
  void ignores(PqMessage message) throws ProtocolException {
    byte[] before = braid.serialize();
    receive(message);
    assertArrayEquals(before, braid.serialize(), "ignored in " + braid);
  }

  private void keep(@Nullable EpochSecret secret) {
    if (secret != null) {
      assertEquals(secrets.size() + 1, secret.epoch());
      secrets.add(secret);
    }
  }

  private void restart() throws ProtocolException {
    byte[] stored = braid.serialize();
    String text = braid.toString();
    braid = Braid.parse(stored);
    assertArrayEquals(stored, braid.serialize());
    assertEquals(text, braid.toString());
  }

  Strand in(Class<? extends BraidState> state, int epoch) {
    assertEquals(state, braid.state().getClass());
    assertEquals(epoch, braid.epoch());
    return this;
  }

  List<EpochSecret> secrets() {
    return secrets;
  }

  int epoch() {
    return braid.epoch();
  }

  Braid braid() {
    return braid;
  }
}
