package org.understory.trial.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.core.vault.Rows;
import org.understory.core.vault.RowsProtocolStore;
import org.understory.core.vault.Vault;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.DeviceAddress;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.Randomness;
import org.understory.signal.SignalEngine;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.Primitives;

/**
 * Two devices whose state is rows of a vault, as the client's is. A turn decrypts what came and
 * encrypts the answer; what it changed is one sealed batch, for the host to store before the answer
 * leaves.
 */
final class StoredTalk {
  private static final long NOW = 1_800_000_000_000L;
  private static final byte[] TEXT = EngineBench.text();

  private Side me;
  private Side other;
  private @Nullable CiphertextMessage waiting;

  StoredTalk(Primitives primitives, Randomness randomness) throws ProtocolException {
    me = new Side(primitives, randomness, "a");
    other = new Side(primitives, randomness, "b");
    me.engine.startSession(me.store, other.address, other.publish(), NOW);
  }

  private static final class Side {
    final DeviceAddress address;
    final SignalEngine engine;
    final Rows rows;
    final RowsProtocolStore store;

    Side(Primitives primitives, Randomness randomness, String name) {
      Sealer sealer = new Sealer(primitives, randomness);
      Vault vault =
          Vault.create(
              sealer, new byte[] {1}, randomness.bytes(32), randomness.bytes(Vault.DEVICE_HALF));
      address = new DeviceAddress(name);
      engine = new UnderstoryEngine(primitives, randomness);
      rows = new Rows(vault);
      store =
          new RowsProtocolStore(rows, engine.generateIdentityKeyPair(), 1, (device, key) -> true);
    }

    PreKeyBundle publish() {
      GeneratedPreKey oneTime = engine.generatePreKey(1);
      GeneratedPreKey signed = engine.generateSignedPreKey(store.identityKeyPair(), 1, NOW);
      GeneratedPreKey kyber = engine.generateKyberPreKey(store.identityKeyPair(), 1, NOW);
      store.storePreKey(oneTime);
      store.storeSignedPreKey(signed);
      store.storeKyberPreKey(kyber, false);
      return new PreKeyBundle(
          store.registrationId(),
          1,
          oneTime.publicKey(),
          1,
          signed.publicKey(),
          signed.signature(),
          1,
          kyber.publicKey(),
          kyber.signature(),
          store.identityKeyPair().publicKey());
    }
  }

  /** The batch of one turn. */
  byte[] turn() throws ProtocolException {
    CiphertextMessage came = waiting;
    if (came != null
        && !Arrays.equals(me.engine.decrypt(me.store, other.address, came, NOW), TEXT)) {
      throw new IllegalStateException("a wrong result was measured");
    }
    waiting = me.engine.encrypt(me.store, other.address, TEXT, NOW);
    byte[] batch = me.rows.takeBatch();
    Side next = other;
    other = me;
    me = next;
    return batch == null ? new byte[0] : batch;
  }
}
