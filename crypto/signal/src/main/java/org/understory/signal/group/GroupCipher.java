package org.understory.signal.group;

import org.understory.signal.DeviceAddress;
import org.understory.signal.OpenedGroupMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.ProtocolStore;
import org.understory.signal.Randomness;
import org.understory.signal.primitive.Primitives;

/** Sender keys over a store: writes it only after what was asked succeeded. */
public final class GroupCipher {
  private final Primitives primitives;
  private final Randomness randomness;

  public GroupCipher(Primitives primitives, Randomness randomness) {
    this.primitives = primitives;
    this.randomness = randomness;
  }

  /** Our key's distribution message at its present position; makes the key at first. */
  public byte[] createDistribution(ProtocolStore store, DeviceAddress self, byte[] distributionId)
      throws ProtocolException {
    requireSize(distributionId);
    SenderKeyRecord record = SenderKeyRecord.load(store.loadSenderKey(self, distributionId));
    SenderKey key = record.newest();
    if (key == null) {
      key = SenderKey.generate(primitives, randomness);
      record.add(key);
      store.storeSenderKey(self, distributionId, record.serialize());
    }
    return SenderKeyDistributionIn.write(distributionId, key);
  }

  public void processDistribution(
      ProtocolStore store, DeviceAddress sender, SenderKeyDistributionIn message)
      throws ProtocolException {
    byte[] distributionId = message.distributionId();
    SenderKeyRecord record = SenderKeyRecord.load(store.loadSenderKey(sender, distributionId));
    record.add(SenderKey.received(message));
    store.storeSenderKey(sender, distributionId, record.serialize());
  }

  public byte[] encrypt(
      ProtocolStore store, DeviceAddress self, byte[] distributionId, byte[] plaintext)
      throws ProtocolException {
    requireSize(distributionId);
    SenderKeyRecord record = SenderKeyRecord.load(store.loadSenderKey(self, distributionId));
    SenderKey key = record.newest();
    if (key == null) {
      throw new ProtocolException(Reason.NO_SENDER_KEY, "no chain of ours; make one first");
    }
    byte[] message = key.encrypt(primitives, randomness, distributionId, plaintext);
    store.storeSenderKey(self, distributionId, record.serialize());
    return message;
  }

  public OpenedGroupMessage decrypt(
      ProtocolStore store, DeviceAddress sender, SenderKeyMessageIn message, long nowMillis)
      throws ProtocolException {
    byte[] distributionId = message.distributionId();
    SenderKeyRecord record = SenderKeyRecord.load(store.loadSenderKey(sender, distributionId));
    SenderKey key = record.find(message.chainId());
    if (key == null) {
      throw new ProtocolException(Reason.NO_SENDER_KEY, "the chain is not known");
    }
    OpenedGroupMessage opened = key.decrypt(primitives, message, nowMillis);
    store.storeSenderKey(sender, distributionId, record.serialize());
    return opened;
  }

  /** Writes the record only when something was dropped. */
  public void forgetSkipped(
      ProtocolStore store, DeviceAddress sender, byte[] distributionId, long keptBeforeMillis)
      throws ProtocolException {
    SenderKeyRecord record = SenderKeyRecord.load(store.loadSenderKey(sender, distributionId));
    if (record.forgetSkippedBefore(keptBeforeMillis)) {
      store.storeSenderKey(sender, distributionId, record.serialize());
    }
  }

  private static void requireSize(byte[] distributionId) {
    if (distributionId.length != SenderKeyDistributionIn.DISTRIBUTION_ID_SIZE) {
      throw new IllegalArgumentException("a distribution id has 16 bytes");
    }
  }
}
