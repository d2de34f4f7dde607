package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.PreKeyCheck;
import org.understory.core.sync.Connection;
import org.understory.core.sync.Purpose;
import org.understory.core.sync.ReplyHandler;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.PreKeyBundle;
import org.understory.wire.OneTimePreKey;
import org.understory.wire.PreKeyBase;
import org.understory.wire.frame.CountPreKeys;
import org.understory.wire.frame.PreKeyCount;
import org.understory.wire.frame.PublishPreKeys;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;

/**
 * This device's prekeys on its shelf, and the check of what other shelves hold ({@code
 * docs/protocol.md#prekey-bundle}).
 */
final class PreKeys {
  private static final String PUBLISHED_UNTIL = "base-expiry";
  private static final int WANTED = 50;
  private static final int LOW = 20;
  private static final long DAY_SECONDS = 86_400;
  private static final long LIFE_SECONDS = 30 * DAY_SECONDS;

  /** A base younger than a week is left alone. */
  private static final long RENEW_BELOW_SECONDS = 23 * DAY_SECONDS;

  private final Device device;

  PreKeys(Device device) {
    this.device = device;
  }

  /** Asks how many one-time prekeys are left, and publishes what is missing. */
  void replenish() {
    Connection connection = device.connection();
    if (connection == null || device.outbox().holds(Purpose.PUBLISH)) {
      return;
    }
    connection.request(
        new CountPreKeys(),
        new ReplyHandler() {
          @Override
          public void replied(ReplyBody body, long now) {
            if (body instanceof PreKeyCount count) {
              publish(count.oneTime(), false);
            }
          }

          @Override
          public void refused(Refusal refusal, long now) {}
        });
  }

  /** Publishes a fresh base when it is due, and one-time prekeys up to the number wanted. */
  void publish(int left, boolean replace) {
    long nowSeconds = device.serverNow() / 1000;
    boolean renew =
        replace || device.facts.number(PUBLISHED_UNTIL) - nowSeconds < RENEW_BELOW_SECONDS;
    List<byte[]> oneTime = new ArrayList<>();
    for (int i = left; left < LOW && i < WANTED; i++) {
      oneTime.add(oneTime().encode());
    }
    if (renew) {
      device.facts.number(PUBLISHED_UNTIL, nowSeconds + LIFE_SECONDS);
    }
    if (renew || !oneTime.isEmpty()) {
      device
          .outbox()
          .add(
              Purpose.PUBLISH,
              "",
              new PublishPreKeys(
                  device.newWriteId(),
                  renew ? base(nowSeconds).encode() : new byte[0],
                  oneTime,
                  replace));
    }
  }

  /** A fresh base; its secret halves are stored. */
  PreKeyBase base(long nowSeconds) {
    GeneratedPreKey signed =
        device.engine.generateSignedPreKey(device.keys().identity(), nextId(), device.now());
    device.store().storeSignedPreKey(signed);
    GeneratedPreKey kyber =
        device.engine.generateKyberPreKey(device.keys().identity(), nextId(), device.now());
    device.store().storeKyberPreKey(kyber, true);
    long expiry = nowSeconds + LIFE_SECONDS - 3600;
    PreKeyBase unsigned =
        new PreKeyBase(
            1,
            device.keys().device().bytes(),
            device.store().registrationId(),
            signed.id(),
            signed.publicKey(),
            signed.signature(),
            kyber.id(),
            kyber.publicKey(),
            kyber.signature(),
            device.keys().identity().publicKey(),
            expiry,
            new byte[0]);
    return new PreKeyCheck(device.sealer, device.facts.space()).sign(device.keys(), unsigned);
  }

  /** A fresh one-time prekey; its secret halves are stored. */
  OneTimePreKey oneTime() {
    GeneratedPreKey curve = device.engine.generatePreKey(nextId());
    device.store().storePreKey(curve);
    GeneratedPreKey kyber =
        device.engine.generateKyberPreKey(device.keys().identity(), nextId(), device.now());
    device.store().storeKyberPreKey(kyber, false);
    return new OneTimePreKey(
        curve.id(), curve.publicKey(), kyber.id(), kyber.publicKey(), kyber.signature());
  }

  private int nextId() {
    long id = device.facts.number("prekey-id") % 0xFFFFFF + 1;
    device.facts.number("prekey-id", id);
    return (int) id;
  }

  /**
   * The bundle of a shelf or a join request, when the device of the roster signed it and it has not
   * run out; null otherwise.
   */
  static @Nullable PreKeyBundle verified(
      Device device, DeviceKeys target, byte[] base, byte[] oneTime) {
    PreKeyCheck check = new PreKeyCheck(device.sealer, device.facts.space());
    PreKeyBase checked = check.verify(target, base, device.serverNow());
    OneTimePreKey once = oneTime.length == 0 ? null : check.verifyOneTime(target, oneTime);
    if (checked == null || (once == null && oneTime.length != 0)) {
      return null;
    }
    OneTimePreKey kyber = once != null && once.kyberPreKeyId() != 0 ? once : null;
    return new PreKeyBundle(
        checked.registrationId(),
        once == null ? 0 : once.preKeyId(),
        once == null ? null : once.preKey(),
        checked.signedPreKeyId(),
        checked.signedPreKey(),
        checked.signedPreKeySignature(),
        kyber == null ? checked.kyberPreKeyId() : kyber.kyberPreKeyId(),
        kyber == null ? checked.kyberPreKey() : kyber.kyberPreKey(),
        kyber == null ? checked.kyberPreKeySignature() : kyber.kyberPreKeySignature(),
        checked.identityKey());
  }
}
