package org.understory.signal.pq;

import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

/**
 * One of the eleven states of one side of the braid ({@code docs/protocol.md#braid}). Five of them
 * give a key and wait for its ciphertext, six take a key and give a ciphertext; at the end of an
 * epoch the sides change.
 *
 * <p>A state moves in place only in its coders; otherwise each call says what comes next.
 */
sealed interface BraidState
    permits KeysUnsampled,
        KeysSampled,
        HeaderSent,
        Ct1Received,
        EkSentCt1Received,
        NoHeaderReceived,
        HeaderReceived,
        Ct1Sampled,
        EkReceivedCt1Sampled,
        Ct1Acknowledged,
        Ct2Sampled {
  /** What goes with the next message. */
  Sent send(BraidContext context) throws ProtocolException;

  /**
   * Takes what came with a message of this epoch, or, in {@link Ct2Sampled}, of the next.
   *
   * @throws ProtocolException when what is complete now is not authentic
   */
  Received receive(BraidContext context, PqMessage message) throws ProtocolException;

  /** Names the state in what is stored: 1 to 11, in the order above. */
  int number();

  void write(ProtoWriter writer);

  /**
   * @param secret when this is where the epoch's secret came to be
   */
  record Sent(
      BraidState next, PqMessage.Type type, @Nullable Chunk chunk, @Nullable EpochSecret secret) {
    static Sent chunk(BraidState next, PqMessage.Type type, ChunkEncoder encoder) {
      return new Sent(next, type, encoder.next(), null);
    }

    static Sent noChunk(BraidState next, PqMessage.Type type) {
      return new Sent(next, type, null, null);
    }
  }

  /**
   * @param secret when this is where the epoch's secret came to be
   * @param inNextEpoch whether the next state is of the next epoch
   */
  record Received(BraidState next, @Nullable EpochSecret secret, boolean inNextEpoch) {
    static Received still(BraidState next) {
      return new Received(next, null, false);
    }
  }

  static BraidState parse(int number, ProtoMessage stored) throws ProtocolException {
    return switch (number) {
      case KeysUnsampled.NUMBER -> new KeysUnsampled();
      case KeysSampled.NUMBER -> KeysSampled.parse(stored);
      case HeaderSent.NUMBER -> HeaderSent.parse(stored);
      case Ct1Received.NUMBER -> Ct1Received.parse(stored);
      case EkSentCt1Received.NUMBER -> EkSentCt1Received.parse(stored);
      case NoHeaderReceived.NUMBER -> NoHeaderReceived.parse(stored);
      case HeaderReceived.NUMBER -> HeaderReceived.parse(stored);
      case Ct1Sampled.NUMBER -> Ct1Sampled.parse(stored);
      case EkReceivedCt1Sampled.NUMBER -> EkReceivedCt1Sampled.parse(stored);
      case Ct1Acknowledged.NUMBER -> Ct1Acknowledged.parse(stored);
      case Ct2Sampled.NUMBER -> Ct2Sampled.parse(stored);
      default -> throw new ProtocolException(Reason.INVALID, "a stored state of the braid");
    };
  }
}
