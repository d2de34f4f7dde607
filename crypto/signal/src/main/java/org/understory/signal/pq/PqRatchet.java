package org.understory.signal.pq;

import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.Randomness;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.Primitives;

/**
 * The post-quantum ratchet of one session ({@code docs/protocol.md#spqr}): what it adds to each
 * message, and the key with which it salts the message's keys.
 *
 * <p><b>Guarantees.</b> Once the two have talked for an epoch (some seventy messages), who has read
 * out a device's state cannot read on, even with a quantum computer.
 *
 * <p><b>Does not protect against</b> loss of the first secret: it begins with the handshake's.
 *
 * <p>Moves in place, also when a call throws: work on one that was parsed for the purpose.
 */
public final class PqRatchet {
  /** What stands for no key: HKDF then has no salt. */
  private static final byte[] NO_SALT = {};

  private static final byte[] NO_FIELD = {};

  private static final int INITIATOR = 1;
  private static final int HANDSHAKE_SECRET = 2;
  private static final int BRAID = 3;
  private static final int CHAIN = 4;

  private final boolean initiator;

  /**
   * Not null while the peer may still turn out not to have a post-quantum ratchet; then it is all
   * that the chain will start from.
   */
  private byte @Nullable [] handshakeSecret;

  /** Null when the peer has none: version 0. */
  private @Nullable Braid braid;

  /** Null in version 0, and before the peer has shown that it has a chain too. */
  private @Nullable PqChain chain;

  private PqRatchet(
      boolean initiator,
      byte @Nullable [] handshakeSecret,
      @Nullable Braid braid,
      @Nullable PqChain chain) {
    this.initiator = initiator;
    this.handshakeSecret = handshakeSecret;
    this.braid = braid;
    this.chain = chain;
  }

  /**
   * What goes with a message.
   *
   * @param field the message's field 5; empty in version 0: then the field is left out
   * @param salt 32 bytes, secret; or empty, which is none
   */
  public record Sent(byte[] field, byte[] salt) {
    @Override
    public String toString() {
      return "PqRatchet.Sent[secret]";
    }
  }

  /**
   * As a session begins.
   *
   * @param handshakeSecret32 the handshake's third output
   */
  public static PqRatchet start(
      Primitives primitives, byte[] handshakeSecret32, boolean initiator, MinimumVersion minimum) {
    Braid braid = Braid.start(primitives.digest(), handshakeSecret32, initiator);
    return minimum == MinimumVersion.V0
        ? new PqRatchet(initiator, handshakeSecret32, braid, null)
        : new PqRatchet(
            initiator,
            null,
            braid,
            PqChain.start(primitives.digest(), handshakeSecret32, initiator));
  }

  /** Moves past the message that it gives the field and the salt of. */
  public Sent send(Primitives primitives, Randomness randomness) throws ProtocolException {
    Braid sender = braid;
    if (sender == null) {
      return new Sent(NO_FIELD, NO_SALT);
    }
    int epoch = sender.epoch();
    BraidState.Sent sent = sender.send(primitives, randomness);
    PqChain keys = chain;
    if (keys == null) {
      return new Sent(new PqMessage(epoch, 0, sent.type(), sent.chunk()).serialize(), NO_SALT);
    }
    add(primitives, keys, sent.secret());
    KeyChain sending = keys.sending(epoch - 1);
    byte[] salt = sending.step(primitives.digest());
    PqMessage message = new PqMessage(epoch, sending.index(), sent.type(), sent.chunk());
    return new Sent(message.serialize(), salt);
  }

  /**
   * The salt of a received message, 32 bytes, secret; or empty, which is none.
   *
   * @param field the message's field 5; empty when it is not there
   * @param nowMillis the time, for the keys of messages that this one overtook
   * @throws ProtocolException when the field is malformed, missing where it must be there, or of an
   *     epoch or index that is gone or too far ahead, or when what it completes is not authentic
   */
  public byte[] receive(Primitives primitives, Randomness randomness, byte[] field, long nowMillis)
      throws ProtocolException {
    Braid receiver = braid;
    if (receiver == null) {
      return NO_SALT;
    }
    if (field.length == 0) {
      return receiveVersion0();
    }
    PqMessage message = PqMessage.parse(field);
    PqChain keys = chainOnceNegotiated(primitives);
    add(primitives, keys, receiver.receive(primitives, randomness, message));
    if (message.index() > 0) {
      return keys.receive(primitives.digest(), message.epoch() - 1, message.index(), nowMillis);
    }
    if (initiator || message.epoch() != Braid.FIRST_EPOCH || !keys.knows(0)) {
      throw new ProtocolException(Reason.INVALID, "no post-quantum key where there must be one");
    }
    return NO_SALT;
  }

  /** The peer has no post-quantum ratchet: we do without, if we may, and for good. */
  private byte[] receiveVersion0() throws ProtocolException {
    if (handshakeSecret == null) {
      throw new ProtocolException(Reason.INVALID, "a message without post-quantum ratchet");
    }
    handshakeSecret = null;
    braid = null;
    return NO_SALT;
  }

  private PqChain chainOnceNegotiated(Primitives primitives) {
    PqChain present = chain;
    byte[] secret = handshakeSecret;
    if (present == null && secret != null) {
      present = PqChain.start(primitives.digest(), secret, initiator);
      chain = present;
      handshakeSecret = null;
    }
    if (present == null) {
      throw new IllegalStateException("a braid has a chain or what it starts from");
    }
    return present;
  }

  private static void add(Primitives primitives, PqChain keys, @Nullable EpochSecret secret) {
    if (secret != null) {
      keys.addEpoch(primitives.digest(), secret);
    }
  }

  /** Drops the keys of messages that were skipped before that time; whether there were any. */
  public boolean forgetSkippedBefore(long keptBeforeMillis) {
    return chain != null && chain.forgetSkippedBefore(keptBeforeMillis);
  }

  /** Empty in version 0. */
  public byte[] serialize() {
    if (braid == null) {
      return NO_FIELD;
    }
    ProtoWriter writer = new ProtoWriter().uint32(INITIATOR, initiator ? 1 : 0);
    if (handshakeSecret != null) {
      writer.bytes(HANDSHAKE_SECRET, handshakeSecret);
    }
    writer.bytes(BRAID, braid.serialize());
    if (chain != null) {
      writer.bytes(CHAIN, chain.serialize());
    }
    return writer.toByteArray();
  }

  /**
   * @throws ProtocolException when it is not what {@link #serialize} gives
   */
  public static PqRatchet parse(byte[] serialized) throws ProtocolException {
    if (serialized.length == 0) {
      return new PqRatchet(false, null, null, null);
    }
    ProtoMessage stored = ProtoMessage.parse(serialized);
    boolean initiator = stored.uint32(INITIATOR) == 1;
    Braid braid = Braid.parse(stored.bytes(BRAID));
    byte[] storedChain = stored.optionalBytes(CHAIN);
    if (storedChain == null) {
      return new PqRatchet(initiator, stored.bytes(HANDSHAKE_SECRET, KeyChain.KEY), braid, null);
    }
    PqChain chain = PqChain.parse(storedChain, initiator);
    if (!chain.belongsTo(braid)) {
      throw new ProtocolException(Reason.INVALID, "a stored chain that is not the braid's");
    }
    return new PqRatchet(initiator, null, braid, chain);
  }

  @Override
  public String toString() {
    return "PqRatchet[" + braid + ", " + chain + "]";
  }
}
