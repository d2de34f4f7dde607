package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.PreKeyCheck;
import org.understory.core.seal.Sealer;
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
  private static final String LAST_ID = "prekey-id";
  private static final int WANTED = 50;
  private static final int LOW = 20;
  private static final long DAY_SECONDS = 86_400;
  private static final long DAY_MILLIS = 1000 * DAY_SECONDS;
  private static final long LIFE_SECONDS = 30 * DAY_SECONDS;

  /** While connected, how many are left is asked for this often. */
  private static final long LOOK_EVERY_MILLIS = 60 * 60_000L;

  /** A base younger than a week is left alone. */
  private static final long RENEW_BELOW_SECONDS = 23 * DAY_SECONDS;

  /** Bases published before, and until when their secret halves are kept, milliseconds. */
  private static final String OLD_BASE = "pb/";

  /** One-time prekeys taken off the shelf, and until when they are kept, milliseconds. */
  private static final String OFF_SHELF = "po/";

  private static final String SHELF_RENEWED = "shelf-renewed";

  private final Device device;
  private long lookAt;

  PreKeys(Device device) {
    this.device = device;
  }

  /** Looks now and then whether prekeys have to be made, or may go. */
  void tick() {
    if (device.now() >= lookAt && device.hasKeys() && device.facts.phase() == Phase.READY) {
      lookAt = device.now() + LOOK_EVERY_MILLIS;
      dropOld();
      replenish();
    }
  }

  /**
   * Somebody used a prekey that is not here (any more): perhaps this store went back to an earlier
   * state, and the shelf holds what it has lost. Whoever forges such a message makes this device
   * fill its shelf once a day at most.
   */
  void renewShelf() {
    Backoff renewed = Backoff.decode(device.facts.bytes(SHELF_RENEWED));
    if (device.greeting() != null
        && renewed.allows(device.now(), DAY_MILLIS)
        && !device.outbox().holds(Purpose.PUBLISH)) {
      device.facts.bytes(SHELF_RENEWED, renewed.taken(device.now(), DAY_MILLIS).encode());
      publish(0, true);
    }
  }

  /**
   * Forgets prekeys that no message can use any more: a bundle starts sessions until its base
   * expires, and what it started may lie in the mailbox for the content cap. With a last-resort key
   * goes the memory of what it was used with.
   */
  private void dropOld() {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(OLD_BASE).entrySet())) {
      if (until(row) <= device.now()) {
        String ids = row.getKey().substring(OLD_BASE.length());
        int between = ids.indexOf('/');
        device.store().removeSignedPreKey(Integer.parseInt(ids.substring(0, between)));
        device.store().removeKyberPreKey(Integer.parseInt(ids.substring(between + 1)));
        device.rows.delete(row.getKey());
      }
    }
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(OFF_SHELF).entrySet())) {
      if (until(row) <= device.now()) {
        device
            .store()
            .removePreKeysUpTo(Integer.parseInt(row.getKey().substring(OFF_SHELF.length())));
        device.rows.delete(row.getKey());
      }
    }
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
    if (replace) {
      keepUntil(OFF_SHELF + device.facts.number(LAST_ID), device.now() + capMillis());
    }
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
    keepUntil(
        OLD_BASE + signed.id() + "/" + kyber.id(),
        device.now() + LIFE_SECONDS * 1000 + capMillis());
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
    long id = device.facts.number(LAST_ID) % 0xFFFFFF + 1;
    device.facts.number(LAST_ID, id);
    return (int) id;
  }

  private static long until(Map.Entry<String, byte[]> row) {
    return Sealer.u64(row.getValue(), 0);
  }

  private void keepUntil(String key, long until) {
    device.rows.put(key, Sealer.u64(until));
  }

  /** How long a message may lie in the mailbox, and a day. */
  private long capMillis() {
    return device.expiry().capSeconds() * 1000L + DAY_MILLIS;
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
