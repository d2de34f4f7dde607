package org.understory.signal.pq;

import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.chain.MessageChain;
import org.understory.signal.chain.SkippedSeeds;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.Digest;

/** The two directions of one epoch. Moves in place. */
final class EpochChains {
  private static final int SENDING = 1;
  private static final int SENDING_INDEX = 2;
  private static final int RECEIVING = 3;
  private static final int RECEIVING_INDEX = 4;
  private static final int SKIPPED = 5;

  /** Null once something was sent in a later epoch: nothing is sent here any more. */
  private @Nullable KeyChain sending;

  private final KeyChain receiving;
  private final SkippedSeeds skipped;

  EpochChains(KeyChain sending, KeyChain receiving) {
    this(sending, receiving, new SkippedSeeds());
  }

  private EpochChains(@Nullable KeyChain sending, KeyChain receiving, SkippedSeeds skipped) {
    this.sending = sending;
    this.receiving = receiving;
    this.skipped = skipped;
  }

  /** Where the next key to send with comes from. */
  KeyChain sending() {
    KeyChain result = sending;
    if (result == null) {
      throw new IllegalStateException("an epoch that nothing is sent in any more");
    }
    return result;
  }

  boolean canSend() {
    return sending != null;
  }

  void stopSending() {
    sending = null;
  }

  /**
   * The key of a received message.
   *
   * @throws ProtocolException when it was taken before, is gone, or is too far ahead
   */
  byte[] receive(Digest digest, int index, long nowMillis) throws ProtocolException {
    int ahead = index - receiving.index();
    if (ahead > MessageChain.MAX_FORWARD_JUMP) {
      throw new ProtocolException(Reason.INVALID, "too far ahead in the post-quantum chain");
    }
    if (ahead <= 0) {
      byte[] key = skipped.take(index);
      if (key == null) {
        throw new ProtocolException(Reason.INVALID, "a post-quantum key used before, or gone");
      }
      return key;
    }
    while (receiving.index() < index - 1) {
      byte[] key = receiving.step(digest);
      if (index - receiving.index() <= SkippedSeeds.MAX) {
        skipped.keep(receiving.index(), key, nowMillis);
      }
    }
    return receiving.step(digest);
  }

  boolean forgetSkippedBefore(long keptBeforeMillis) {
    return skipped.forgetBefore(keptBeforeMillis);
  }

  byte[] serialize() {
    ProtoWriter writer = new ProtoWriter();
    if (sending != null) {
      writer.bytes(SENDING, sending.next()).uint32(SENDING_INDEX, sending.index());
    }
    return writer
        .bytes(RECEIVING, receiving.next())
        .uint32(RECEIVING_INDEX, receiving.index())
        .bytes(SKIPPED, skipped.serialize())
        .toByteArray();
  }

  static EpochChains parse(byte[] serialized) throws ProtocolException {
    ProtoMessage stored = ProtoMessage.parse(serialized);
    KeyChain sending =
        stored.has(SENDING)
            ? new KeyChain(stored.bytes(SENDING, KeyChain.KEY), stored.uint32(SENDING_INDEX))
            : null;
    return new EpochChains(
        sending,
        new KeyChain(stored.bytes(RECEIVING, KeyChain.KEY), stored.uint32(RECEIVING_INDEX)),
        SkippedSeeds.parse(stored.bytes(SKIPPED)));
  }

  @Override
  public String toString() {
    return "EpochChains[" + sending + ", " + receiving + ", " + skipped + "]";
  }
}
