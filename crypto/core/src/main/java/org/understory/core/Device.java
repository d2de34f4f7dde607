package org.understory.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.Expiry;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.seal.Sealer;
import org.understory.core.sync.Connection;
import org.understory.core.sync.Outbox;
import org.understory.core.vault.Rows;
import org.understory.core.vault.RowsProtocolStore;
import org.understory.signal.SignalEngine;
import org.understory.wire.frame.Greeting;
import org.understory.wire.id.WriteId;

/**
 * This device in its group: what every part of the client shares. Parts change rows and queue
 * writes; the step that called them makes the rows durable before anything leaves.
 */
final class Device {
  /** Steward secrets made or received here, under their hash. */
  static final String STEWARD_SECRET = "ss/";

  private static final String STEWARD_SECRET_MADE = "ss-made";

  final Sealer sealer;
  final SignalEngine engine;
  final Rows rows;
  final Facts facts;
  final Names names;
  final Epochs epochs;
  private @Nullable Outbox outbox;
  private @Nullable RowsProtocolStore store;
  private @Nullable DeviceKeySet keys;
  private @Nullable Connection connection;
  private @Nullable DeviceKeys newcomer;
  private long now;
  private boolean changed;
  private boolean wiped;
  private long purgeAt;

  Device(Sealer sealer, SignalEngine engine, Rows rows) {
    this.sealer = sealer;
    this.engine = engine;
    this.rows = rows;
    this.facts = new Facts(rows);
    this.names = new Names(rows, sealer);
    this.epochs = new Epochs(rows, sealer);
  }

  Outbox outbox() {
    return required(outbox);
  }

  void outbox(Outbox made) {
    outbox = made;
  }

  RowsProtocolStore store() {
    return required(store);
  }

  DeviceKeySet keys() {
    return required(keys);
  }

  boolean hasKeys() {
    return keys != null;
  }

  void keys(DeviceKeySet made, RowsProtocolStore over) {
    keys = made;
    store = over;
  }

  /** The newcomer whose welcome is being made, or null. */
  @Nullable DeviceKeys newcomer() {
    return newcomer;
  }

  void newcomer(@Nullable DeviceKeys keysOfNewcomer) {
    newcomer = keysOfNewcomer;
  }

  /** The open connection, or null. */
  @Nullable Connection connection() {
    return connection;
  }

  void connection(@Nullable Connection opened) {
    connection = opened;
  }

  /** What the server said of itself, or null while there is no connection. */
  @Nullable Greeting greeting() {
    return connection == null ? null : connection.greeting();
  }

  /**
   * Milliseconds, of the step that is running. Never goes back, so a clock set back revives
   * nothing.
   */
  long now() {
    return now;
  }

  /** The server's clock as this device reckons it, milliseconds. */
  long serverNow() {
    return connection == null ? now : now - connection.clockOffset();
  }

  /** A moment of the server's clock, in seconds, on this device's, in milliseconds; at least 1. */
  long ownTime(long serverSeconds) {
    return Math.max(1, Math.min(serverSeconds, 1L << 40) * 1000 + now - serverNow());
  }

  /** The server's expiry buckets, as it last told. */
  Expiry expiry() {
    return new Expiry(
        (int) Math.max(1, facts.number("bucket-seconds")),
        (int) Math.max(1, facts.number("cap-seconds")));
  }

  void now(long time) {
    now = Math.max(now, time);
  }

  /** Something is to be deleted at this time. */
  void expiresAt(long time) {
    purgeAt = Math.min(purgeAt, time);
  }

  /** Deletes what is over of the rows that begin with the moment (8 bytes) at which they go. */
  void purge(String prefix) {
    for (Map.Entry<String, byte[]> row : List.copyOf(rows.scan(prefix).entrySet())) {
      long until = Sealer.u64(row.getValue(), 0);
      if (until <= now) {
        rows.delete(row.getKey());
        changed = true;
      } else {
        expiresAt(until);
      }
    }
  }

  /**
   * Whether something may be due for deletion; the purge that follows says anew what comes next.
   */
  boolean takePurgeDue() {
    boolean due = now >= purgeAt || now >= rows.nextExpiry();
    if (due) {
      purgeAt = Long.MAX_VALUE;
    }
    return due;
  }

  /** This device is in the group no more: nothing is kept but the notice, and that not on disk. */
  void wipe(Phase notice, String code) {
    byte[] group = facts.bytes("group");
    byte[] space = facts.bytes("space");
    rows.deleteAll("");
    facts.bytes("group", group);
    facts.bytes("space", space);
    facts.phase(notice);
    facts.problem(code);
    facts.origin("");
    facts.name("");
    wiped = true;
    changed = true;
  }

  boolean takeWiped() {
    boolean taken = wiped;
    wiped = false;
    return taken;
  }

  void changed() {
    changed = true;
  }

  boolean takeChanged() {
    boolean taken = changed;
    changed = false;
    return taken;
  }

  /** Makes what the stewards share from now on: kept under its hash (32 bytes), which it gives. */
  byte[] freshStewardSecret() {
    byte[] made = facts.bytes(STEWARD_SECRET_MADE);
    if (made != null) {
      return made; // one until it is in the roster, however often a commit is built
    }
    byte[] secret = random(32);
    byte[] hash = sealer.hash("steward-secret", secret);
    rows.put(STEWARD_SECRET + Hex.of(hash), secret);
    facts.bytes(STEWARD_SECRET_MADE, hash);
    return hash;
  }

  /** The roster has this one now: it is never made anew again. */
  void stewardSecretApplied(byte[] hash) {
    byte[] made = facts.bytes(STEWARD_SECRET_MADE);
    if (made != null && sealer.primitives().digest().equal(made, hash)) {
      facts.bytes(STEWARD_SECRET_MADE, null);
    }
  }

  WriteId newWriteId() {
    return WriteId.of(random(16));
  }

  byte[] random(int length) {
    return sealer.randomness().bytes(length);
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("asked before this device had keys");
    }
    return value;
  }
}
