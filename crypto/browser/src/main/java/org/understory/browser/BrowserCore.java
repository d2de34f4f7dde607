package org.understory.browser;

import org.jspecify.annotations.Nullable;
import org.understory.core.GroupClient;
import org.understory.core.seal.Sealer;
import org.understory.core.vault.Vault;
import org.understory.signal.Randomness;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.Primitives;

/**
 * One device's client with its vault, as a worker drives it: a vault first, made or opened, then
 * the client over it.
 *
 * <p>What is asked too early or too late throws: that is a mistake of the caller. Another vault
 * takes the place of the one before, with nothing left of it.
 */
final class BrowserCore {
  private static final String WRONG_PASSPHRASE = "wrong-passphrase";

  private final Primitives primitives;
  private final Sealer sealer;
  private final EffectQueue effects = new EffectQueue();
  private @Nullable Vault vault;
  private @Nullable GroupClient client;
  private boolean opened;
  private boolean complete;

  BrowserCore(Primitives primitives, Randomness randomness) {
    this.primitives = primitives;
    this.sealer = new Sealer(primitives, randomness);
  }

  /** An act of the person on an opened client. */
  interface Act {
    String on(GroupClient client);
  }

  /** Something that happened to an opened client. */
  interface Event {
    void on(GroupClient client);
  }

  String createVault(byte[] kdf, byte[] kdfOutput, byte[] deviceHalf) {
    use(Vault.create(sealer, kdf, kdfOutput, deviceHalf));
    return "";
  }

  String openVault(byte[] header, byte[] kdfOutput, byte[] deviceHalf) {
    Vault found = Vault.open(sealer, header, kdfOutput, deviceHalf);
    if (found == null) {
      return WRONG_PASSPHRASE;
    }
    use(found);
    return "";
  }

  byte[] vaultHeader() {
    if (vault == null) {
      throw new IllegalStateException("no vault is open");
    }
    return vault.header();
  }

  /** The stretching that a stored header names, not authenticated; empty when malformed. */
  static byte[] vaultKdf(byte[] header) {
    byte[] kdf = Vault.kdfOf(header);
    return kdf == null ? new byte[0] : kdf;
  }

  /** Rows that do not open are as if they were not there. */
  void row(byte[] storedKey, byte[] storedValue) {
    if (complete) {
      throw new IllegalStateException("rows come before the client is complete");
    }
    boolean ignored = client().row(storedKey, storedValue);
  }

  /** Keys, rows and the newest pages are here: it can be shown while the others come. */
  void shown(long now) {
    if (opened) {
      throw new IllegalStateException("the client is open already");
    }
    client().shown(now);
    opened = true;
    effects.add(client().takeEffects());
  }

  /** All is here; a client without any rows begins empty. */
  String loaded(long now) {
    if (complete) {
      throw new IllegalStateException("the client is complete already");
    }
    client().opened(now);
    opened = true;
    complete = true;
    effects.add(client().takeEffects());
    return "";
  }

  /** An act with which a device begins: a vault that was just made has no rows to wait for. */
  String begin(long now, Act act) {
    if (!opened) {
      loaded(now);
    }
    return act(act);
  }

  String act(Act act) {
    GroupClient open = openClient();
    String code = act.on(open);
    effects.add(open.takeEffects());
    return code;
  }

  void event(Event event) {
    GroupClient open = openClient();
    event.on(open);
    effects.add(open.takeEffects());
  }

  GroupClient openClient() {
    if (!opened) {
      throw new IllegalStateException("the client is not open yet");
    }
    return client();
  }

  EffectQueue effects() {
    return effects;
  }

  private void use(Vault found) {
    vault = found;
    opened = false;
    complete = false;
    effects.clear();
    client = new GroupClient(sealer, new UnderstoryEngine(primitives, sealer.randomness()), found);
  }

  private GroupClient client() {
    if (client == null) {
      throw new IllegalStateException("no vault is open");
    }
    return client;
  }
}
