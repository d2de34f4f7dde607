package org.understory.signal.pq;

import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.Randomness;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.Primitives;

/**
 * One side of the ML-KEM Braid ({@code docs/protocol.md#braid}): which epoch it is in, its
 * authenticator and its state. Moves in place.
 */
final class Braid {
  static final int FIRST_EPOCH = 1;
  private static final int EPOCH = 1;
  private static final int AUTHENTICATOR = 2;
  private static final int STATE = 3;

  private final Authenticator authenticator;
  private int epoch;
  private BraidState state;

  private Braid(Authenticator authenticator, int epoch, BraidState state) {
    this.authenticator = authenticator;
    this.epoch = epoch;
    this.state = state;
  }

  /** The initiator of the session gives the first key. */
  static Braid start(Digest digest, byte[] handshakeSecret32, boolean initiator) {
    BraidState state =
        initiator
            ? new KeysUnsampled()
            : new NoHeaderReceived(new ChunkDecoder(ChunkedPart.HEADER));
    return new Braid(Authenticator.start(digest, handshakeSecret32), FIRST_EPOCH, state);
  }

  /** Of the key that is being agreed on now; messages are under the key of the one before. */
  int epoch() {
    return epoch;
  }

  BraidState state() {
    return state;
  }

  /**
   * How many secrets it has agreed on: this epoch's too, where it is known before the epoch ends.
   */
  int agreed() {
    boolean already = state.number() >= Ct1Sampled.NUMBER;
    return already ? epoch : epoch - 1;
  }

  BraidState.Sent send(Primitives primitives, Randomness randomness) throws ProtocolException {
    BraidState.Sent sent = state.send(context(primitives, randomness));
    state = sent.next();
    return sent;
  }

  /**
   * Takes what came with a message.
   *
   * @return the epoch's secret, when this message made it
   * @throws ProtocolException when the message is of an epoch that cannot be yet, or what it
   *     completes is not authentic
   */
  @Nullable EpochSecret receive(Primitives primitives, Randomness randomness, PqMessage message)
      throws ProtocolException {
    if (message.epoch() < epoch) {
      return null;
    }
    if (message.epoch() - epoch > (state instanceof Ct2Sampled ? 1 : 0)) {
      throw new ProtocolException(Reason.INVALID, "an epoch of the braid that is not yet");
    }
    BraidState.Received received = state.receive(context(primitives, randomness), message);
    state = received.next();
    if (received.inNextEpoch()) {
      epoch++;
    }
    return received.secret();
  }

  private BraidContext context(Primitives primitives, Randomness randomness) {
    return new BraidContext(primitives, randomness, authenticator, epoch);
  }

  byte[] serialize() {
    ProtoWriter writer =
        new ProtoWriter()
            .uint32(EPOCH, epoch)
            .bytes(AUTHENTICATOR, authenticator.serialize())
            .uint32(STATE, state.number());
    state.write(writer);
    return writer.toByteArray();
  }

  static Braid parse(byte[] serialized) throws ProtocolException {
    ProtoMessage stored = ProtoMessage.parse(serialized);
    int epoch = stored.uint32(EPOCH);
    if (epoch < FIRST_EPOCH) {
      throw new ProtocolException(Reason.INVALID, "a stored epoch of the braid");
    }
    return new Braid(
        Authenticator.parse(stored.bytes(AUTHENTICATOR, Authenticator.SIZE)),
        epoch,
        BraidState.parse(stored.uint32(STATE), stored));
  }

  @Override
  public String toString() {
    return "Braid[" + epoch + ", " + state + "]";
  }
}
