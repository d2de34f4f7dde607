package org.understory.signal.pq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.Digest;

/**
 * From the secrets of the braid to a key for each message ({@code docs/protocol.md#spqr-chain}).
 * Moves in place.
 *
 * <p>Epoch 0 is the handshake's. Of the epochs, the one in which we send is kept, the one before
 * it, in which late messages are read, and what the braid has agreed on since.
 */
final class PqChain {
  private static final byte[] NO_SALT = {};
  private static final byte[] START = Labels.chain(" Start");
  private static final byte[] ADD_EPOCH = Labels.chain("Add Epoch");
  private static final int KEY = KeyChain.KEY;

  private static final int ROOT = 1;
  private static final int SENDING_EPOCH = 2;
  private static final int FIRST_EPOCH = 3;
  private static final int EPOCHS = 4;

  private final boolean initiator;
  private final List<EpochChains> epochs;
  private byte[] root;
  private int sendingEpoch;
  private int firstEpoch;

  private PqChain(
      boolean initiator, byte[] root, int sendingEpoch, int firstEpoch, List<EpochChains> epochs) {
    this.initiator = initiator;
    this.root = root;
    this.sendingEpoch = sendingEpoch;
    this.firstEpoch = firstEpoch;
    this.epochs = epochs;
  }

  static PqChain start(Digest digest, byte[] handshakeSecret32, boolean initiator) {
    PqChain chain = new PqChain(initiator, NO_SALT, 0, 0, new ArrayList<>());
    chain.add(digest.hkdfSha256(NO_SALT, handshakeSecret32, START, 3 * KEY));
    return chain;
  }

  /** The secret that the braid agreed on is the next epoch's, and then overwritten. */
  void addEpoch(Digest digest, EpochSecret secret) {
    if (secret.epoch() != firstEpoch + epochs.size()) {
      throw new IllegalStateException("the epochs come one after the other");
    }
    add(digest.hkdfSha256(root, secret.bytes(), ADD_EPOCH, 3 * KEY));
    Bytes.wipe(secret.bytes());
  }

  private void add(byte[] output) {
    Bytes.wipe(root);
    root = Arrays.copyOf(output, KEY);
    KeyChain fromInitiator = new KeyChain(Arrays.copyOfRange(output, KEY, 2 * KEY), 0);
    KeyChain toInitiator = new KeyChain(Arrays.copyOfRange(output, 2 * KEY, 3 * KEY), 0);
    epochs.add(
        initiator
            ? new EpochChains(fromInitiator, toInitiator)
            : new EpochChains(toInitiator, fromInitiator));
    Bytes.wipe(output);
  }

  /** Where the next key to send with comes from, in an epoch no earlier than the last one used. */
  KeyChain sending(int epoch) {
    while (sendingEpoch < epoch) {
      at(sendingEpoch).stopSending();
      sendingEpoch++;
      if (firstEpoch < sendingEpoch - 1) {
        epochs.remove(0);
        firstEpoch++;
      }
    }
    return at(epoch).sending();
  }

  /**
   * The key of a received message.
   *
   * @throws ProtocolException when the epoch is not kept any more or not known yet, and as {@link
   *     EpochChains#receive}
   */
  byte[] receive(Digest digest, int epoch, int index, long nowMillis) throws ProtocolException {
    if (!knows(epoch)) {
      throw new ProtocolException(Reason.INVALID, "an epoch that is gone or not yet");
    }
    return at(epoch).receive(digest, index, nowMillis);
  }

  /** Whether messages of this epoch can be read. */
  boolean knows(int epoch) {
    return epoch >= firstEpoch && epoch - firstEpoch < epochs.size();
  }

  /** Whether it is the chain of a braid that has come so far. */
  boolean belongsTo(Braid braid) {
    return firstEpoch + epochs.size() - 1 == braid.agreed() && sendingEpoch < braid.epoch();
  }

  private EpochChains at(int epoch) {
    return epochs.get(epoch - firstEpoch);
  }

  boolean forgetSkippedBefore(long keptBeforeMillis) {
    boolean forgot = false;
    for (EpochChains epoch : epochs) {
      forgot |= epoch.forgetSkippedBefore(keptBeforeMillis);
    }
    return forgot;
  }

  byte[] serialize() {
    ProtoWriter writer =
        new ProtoWriter()
            .bytes(ROOT, root)
            .uint32(SENDING_EPOCH, sendingEpoch)
            .uint32(FIRST_EPOCH, firstEpoch);
    for (EpochChains epoch : epochs) {
      writer.bytes(EPOCHS, epoch.serialize());
    }
    return writer.toByteArray();
  }

  static PqChain parse(byte[] serialized, boolean initiator) throws ProtocolException {
    ProtoMessage stored = ProtoMessage.parse(serialized);
    List<EpochChains> epochs = new ArrayList<>();
    for (byte[] epoch : stored.repeatedBytes(EPOCHS)) {
      epochs.add(EpochChains.parse(epoch));
    }
    int sending = stored.uint32(SENDING_EPOCH);
    int first = stored.uint32(FIRST_EPOCH);
    if (first < 0 || sending < first || sending - first >= epochs.size()) {
      throw new ProtocolException(Reason.INVALID, "stored epochs");
    }
    for (int epoch = sending; epoch < first + epochs.size(); epoch++) {
      if (!epochs.get(epoch - first).canSend()) {
        throw new ProtocolException(Reason.INVALID, "a stored epoch that nothing is sent in");
      }
    }
    return new PqChain(initiator, stored.bytes(ROOT, KEY), sending, first, epochs);
  }

  @Override
  public String toString() {
    return "PqChain[" + firstEpoch + ", " + epochs + "]";
  }
}
