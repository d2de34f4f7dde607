package org.understory.signal.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.Randomness;
import org.understory.signal.chain.ChainKey;
import org.understory.signal.chain.MessageChain;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.handshake.SharedSecrets;
import org.understory.signal.key.CurveKey;
import org.understory.signal.key.CurveKeyPair;
import org.understory.signal.primitive.Primitives;

/**
 * The Double Ratchet's state: root key, sending chain, receiving chains. Moves in place, so work on
 * one that was parsed for the purpose.
 */
final class RatchetState {
  /** libsignal's number; a peer that is sane needs two: its present ratchet key and the last. */
  static final int MAX_RECEIVER_CHAINS = 5;

  private final List<ReceiverChain> receivers;
  private RootKey root;
  private SendingChain sending;
  private int previousCounter;

  private RatchetState(
      RootKey root, SendingChain sending, List<ReceiverChain> receivers, int previousCounter) {
    this.root = root;
    this.sending = sending;
    this.receivers = receivers;
    this.previousCounter = previousCounter;
  }

  /** RatchetInitAlice: the responder's signed prekey is its first ratchet key. */
  static RatchetState initiator(
      Primitives primitives, Randomness randomness, SharedSecrets secrets, CurveKey signedPreKey)
      throws ProtocolException {
    CurveKeyPair ratchet = CurveKeyPair.generate(primitives, randomness);
    RootKey.Step step = new RootKey(secrets.root()).next(primitives, ratchet, signedPreKey);
    Bytes.wipe(secrets.root());
    List<ReceiverChain> receivers = new ArrayList<>();
    receivers.add(newChain(signedPreKey, new ChainKey(secrets.chain(), 0)));
    return new RatchetState(step.root(), new SendingChain(ratchet, step.chain()), receivers, 0);
  }

  /** RatchetInitBob: our signed prekey is our first ratchet key. */
  static RatchetState responder(SharedSecrets secrets, CurveKeyPair signedPreKey) {
    SendingChain sending = new SendingChain(signedPreKey, new ChainKey(secrets.chain(), 0));
    return new RatchetState(new RootKey(secrets.root()), sending, new ArrayList<>(), 0);
  }

  SendingChain sending() {
    return sending;
  }

  /** PN of the paper. */
  int previousCounter() {
    return previousCounter;
  }

  /** Moves the sending chain past the message just encrypted. */
  void advanceSending(Primitives primitives) {
    SendingChain used = sending;
    sending = used.next(primitives.digest());
    Bytes.wipe(used.chainKey().bytes());
  }

  /** The seed of a received message; a ratchet key not seen before is a Diffie-Hellman step. */
  byte[] takeSeed(
      Primitives primitives,
      Randomness randomness,
      CurveKey remoteRatchet,
      int counter,
      long nowMillis)
      throws ProtocolException {
    ReceiverChain chain = find(remoteRatchet);
    if (chain == null) {
      chain = step(primitives, randomness, remoteRatchet);
    }
    return chain.chain().takeSeed(primitives.digest(), counter, nowMillis);
  }

  /** Drops seeds skipped before that time in all chains; whether there were any. */
  boolean forgetSkippedBefore(long keptBeforeMillis) {
    boolean forgot = false;
    for (ReceiverChain chain : receivers) {
      forgot |= chain.chain().forgetSkippedBefore(keptBeforeMillis);
    }
    return forgot;
  }

  private @Nullable ReceiverChain find(CurveKey remoteRatchet) {
    for (ReceiverChain chain : receivers) {
      if (chain.remoteRatchet().equals(remoteRatchet)) {
        return chain;
      }
    }
    return null;
  }

  /** DHRatchet. */
  private ReceiverChain step(Primitives primitives, Randomness randomness, CurveKey remoteRatchet)
      throws ProtocolException {
    RootKey.Step receiving = root.next(primitives, sending.ratchet(), remoteRatchet);
    CurveKeyPair ratchet = CurveKeyPair.generate(primitives, randomness);
    RootKey.Step next = receiving.root().next(primitives, ratchet, remoteRatchet);
    ReceiverChain chain = newChain(remoteRatchet, receiving.chain());
    receivers.add(chain);
    if (receivers.size() > MAX_RECEIVER_CHAINS) {
      receivers.remove(0);
    }
    previousCounter = Math.max(sending.chainKey().index() - 1, 0);
    sending = new SendingChain(ratchet, next.chain());
    Bytes.wipe(root.bytes(), receiving.root().bytes());
    root = next.root();
    return chain;
  }

  private static ReceiverChain newChain(CurveKey remoteRatchet, ChainKey key) {
    return new ReceiverChain(remoteRatchet, new MessageChain(key));
  }

  byte[] serialize() {
    ProtoWriter writer =
        new ProtoWriter()
            .bytes(1, root.bytes())
            .bytes(2, sending.serialize())
            .uint32(3, previousCounter);
    for (ReceiverChain chain : receivers) {
      writer.bytes(4, chain.serialize());
    }
    return writer.toByteArray();
  }

  static RatchetState parse(byte[] serialized) throws ProtocolException {
    ProtoMessage message = ProtoMessage.parse(serialized);
    List<ReceiverChain> receivers = new ArrayList<>();
    for (byte[] chain : message.repeatedBytes(4)) {
      receivers.add(ReceiverChain.parse(chain));
    }
    return new RatchetState(
        new RootKey(message.bytes(1, 32)),
        SendingChain.parse(message.bytes(2)),
        receivers,
        message.uint32(3));
  }

  @Override
  public String toString() {
    return "RatchetState[" + sending + ", " + receivers + "]";
  }
}
