package org.understory.signal.chain;

import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.Digest;

/**
 * A chain at its position, with the seeds of messages that later ones overtook. Moves in place.
 * There is no healing in it: who has seen its key reads on until it is replaced.
 */
public final class MessageChain {
  /**
   * How far one message may be ahead of the chain, libsignal's number. Each step costs an HMAC or
   * two, so a forged counter costs some 50 ms of work at most; only the last {@link
   * SkippedSeeds#MAX} seeds of a jump are kept.
   */
  public static final int MAX_FORWARD_JUMP = 25_000;

  private final SkippedSeeds skipped;
  private ChainKey key;

  /** A chain that begins here, with a key that is its own: it is overwritten as the chain moves. */
  public MessageChain(ChainKey key) {
    this(key, new SkippedSeeds());
  }

  private MessageChain(ChainKey key, SkippedSeeds skipped) {
    this.key = key;
    this.skipped = skipped;
  }

  /** The present position, secret. */
  public ChainKey key() {
    return key;
  }

  /** Past the message of the present position. */
  public void advance(Digest digest) {
    ChainKey used = key;
    key = used.next(digest);
    Bytes.wipe(used.bytes());
  }

  /**
   * The seed (32 bytes, secret) of message {@code index}; the chain moves past it.
   *
   * @param nowMillis kept with the seeds of messages that it overtakes
   * @throws ProtocolException {@link Reason#DUPLICATE} when it was taken before, {@link
   *     Reason#INVALID} when it is too far ahead
   */
  public byte[] takeSeed(Digest digest, int index, long nowMillis) throws ProtocolException {
    if (index < 0 || (long) index - key.index() > MAX_FORWARD_JUMP) {
      throw new ProtocolException(Reason.INVALID, "a message too far ahead in its chain");
    }
    if (index < key.index()) {
      byte[] seed = skipped.take(index);
      if (seed == null) {
        throw new ProtocolException(Reason.DUPLICATE, "a message read before");
      }
      return seed;
    }
    while (key.index() < index) {
      if (index - key.index() <= SkippedSeeds.MAX) {
        skipped.keep(key.index(), key.messageSeed(digest), nowMillis);
      }
      advance(digest);
    }
    byte[] seed = key.messageSeed(digest);
    advance(digest);
    return seed;
  }

  /**
   * Drops the seeds skipped before that time: what they would read is past its time.
   *
   * @return whether there were any
   */
  public boolean forgetSkippedBefore(long keptBeforeMillis) {
    return skipped.forgetBefore(keptBeforeMillis);
  }

  public byte[] serialize() {
    return new ProtoWriter()
        .bytes(1, key.bytes())
        .uint32(2, key.index())
        .bytes(3, skipped.serialize())
        .toByteArray();
  }

  /**
   * @throws ProtocolException when it is not what {@link #serialize} gives
   */
  public static MessageChain parse(byte[] serialized) throws ProtocolException {
    ProtoMessage message = ProtoMessage.parse(serialized);
    int index = message.uint32(2);
    if (index < 0) {
      throw new ProtocolException(Reason.INVALID, "a stored chain index");
    }
    return new MessageChain(
        new ChainKey(message.bytes(1, 32), index), SkippedSeeds.parse(message.bytes(3)));
  }

  @Override
  public String toString() {
    return "MessageChain[" + key + ", " + skipped + "]";
  }
}
