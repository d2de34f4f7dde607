package org.understory.wire;

import org.understory.wire.codec.Bounds;

/**
 * Every bound of the wire formats, as the schemas state them. Lengths are in bytes. {@code
 * docs/protocol.md#canonical}
 */
public final class Limits {
  /** The version of the protocol and of each format that carries one. */
  public static final int VERSION = 1;

  /** The longest frame either way: 4 MiB. A full commit of 64 entries with their items fits. */
  public static final int MAX_FRAME = 4 << 20;

  /** The longest body of a log entry, deposit or epoch packet. */
  public static final int MAX_BODY = 65_536;

  /** The longest sealed roster entry or join request. */
  public static final int MAX_SEALED = 32_768;

  /** The longest item beside a roster entry. */
  public static final int MAX_ITEM = 16_384;

  /** The longest prekey base on a shelf. */
  public static final int MAX_PRE_KEY_BASE = 8_192;

  /** The longest one-time prekey on a shelf. */
  public static final int MAX_ONE_TIME = 4_096;

  /**
   * The most entries, items, packets or requests in one frame from the server. With bodies of full
   * length {@link #MAX_FRAME} ends a frame sooner: the server counts bytes too.
   */
  public static final int MAX_BATCH = 4_096;

  /** The longest blob: 256 MiB. */
  public static final int MAX_BLOB = 256 << 20;

  /** The most epoch packets in one commit or one stage. */
  public static final int MAX_PACKETS = 512;

  /** The most items in one deposit. */
  public static final int MAX_DEPOSIT_ITEMS = 512;

  /** The most shelves to take from at once. */
  public static final int MAX_TAKEN_FROM = 128;

  // Single fields.

  public static final Bounds ID = Bounds.exactly(16);
  public static final Bounds ID_OR_NONE = Bounds.exactlyOrNone(16);
  public static final Bounds INCARNATION = Bounds.exactly(16);

  /** An Ed25519 or X25519 public key. */
  public static final Bounds KEY = Bounds.exactly(32);

  public static final Bounds KEY_OR_NONE = Bounds.exactlyOrNone(32);
  public static final Bounds NONCE = Bounds.exactly(32);
  public static final Bounds TICKET = Bounds.exactly(32);

  /** An Ed25519 signature. */
  public static final Bounds SIGNATURE = Bounds.exactly(64);

  public static final Bounds SIGNATURE_OR_NONE = Bounds.exactlyOrNone(64);
  public static final Bounds ORIGIN = Bounds.of(1, 255);

  /** An invite's sealed words to the joiner. */
  public static final Bounds SHEET = Bounds.upTo(8_192);

  /** The length of a blob. */
  public static final Bounds BLOB = Bounds.of(1, MAX_BLOB);

  /** What lies in a lease slot. */
  public static final Bounds LEASE = Bounds.of(1, 1_024);

  public static final Bounds BODY = Bounds.of(1, MAX_BODY);
  public static final Bounds SEALED = Bounds.of(1, MAX_SEALED);
  public static final Bounds SEALED_OR_NONE = Bounds.upTo(MAX_SEALED);
  public static final Bounds ITEM = Bounds.upTo(MAX_ITEM);
  public static final Bounds PRE_KEY_BASE = Bounds.upTo(MAX_PRE_KEY_BASE);
  public static final Bounds ONE_TIME = Bounds.of(1, MAX_ONE_TIME);
  public static final Bounds ONE_TIME_OR_NONE = Bounds.upTo(MAX_ONE_TIME);

  /** Random bytes from which an envelope's or a sealed entry's key is derived. */
  public static final Bounds SALT = Bounds.exactly(32);

  /** The least bucket of {@link Padding} and a tag, up to what fits into a body beside the rest. */
  public static final Bounds ENVELOPE_CIPHERTEXT = Bounds.of(528, MAX_BODY - 64);

  /** The least bucket of {@link Padding} and a tag, up to what fits beside the rest. */
  public static final Bounds ENTRY_CIPHERTEXT = Bounds.of(528, MAX_SEALED - 128);

  /** A 32-byte roster key under AES-256-GCM: 16 bytes longer. */
  public static final Bounds SEALED_KEY_OR_NONE = Bounds.exactlyOrNone(48);

  /** A type byte and 32 bytes, as Signal writes Curve25519 keys. */
  public static final Bounds SIGNAL_KEY = Bounds.exactly(33);

  /** A type byte and the 1568 bytes of a Kyber1024 public key. */
  public static final Bounds KYBER_KEY = Bounds.exactly(1569);

  public static final Bounds KYBER_KEY_OR_NONE = Bounds.exactlyOrNone(1569);
  public static final Bounds REGISTRATION_ID = Bounds.of(1, 16_383);
  public static final Bounds POSITIVE = Bounds.of(1, Integer.MAX_VALUE);
  public static final Bounds POSITIVE_LONG = Bounds.of(1, Long.MAX_VALUE);
  public static final Bounds THRESHOLD = Bounds.of(1, 2);
  public static final Bounds ITEM_INDEX = Bounds.upTo(MAX_DEPOSIT_ITEMS - 1);

  // Counts of repeated fields.

  public static final Bounds BATCH = Bounds.of(1, MAX_BATCH);
  public static final Bounds MARKS = Bounds.upTo(4_096);
  public static final Bounds STAGED_PACKETS = Bounds.of(1, MAX_PACKETS);
  public static final Bounds PACKETS = Bounds.upTo(MAX_PACKETS);
  public static final Bounds STAGES = Bounds.upTo(64);
  public static final Bounds ROSTER_ENTRIES = Bounds.upTo(64);
  public static final Bounds OPENED = Bounds.upTo(16);
  public static final Bounds CLOSED = Bounds.upTo(64);

  /** Every device of everyone whom one REMOVE names. */
  public static final Bounds CLOSED_MAILBOXES = Bounds.upTo(1_024);

  /** One for each steward. */
  public static final Bounds LEASES = Bounds.upTo(32);

  public static final Bounds OPENED_LOGS = Bounds.of(1, 4);
  public static final Bounds MOVED_LOGS = Bounds.upTo(4);
  public static final Bounds MOVED_ENTRIES = Bounds.of(1, 8);
  public static final Bounds LOG_KEYS = Bounds.upTo(64);
  public static final Bounds BLANKED = Bounds.upTo(1_024);
  public static final Bounds STEWARD_KEYS = Bounds.of(1, 32);
  public static final Bounds SIGNATURES = Bounds.upTo(32);
  public static final Bounds DEPOSIT_ITEMS = Bounds.of(1, MAX_DEPOSIT_ITEMS);
  public static final Bounds REFUSED = Bounds.upTo(MAX_DEPOSIT_ITEMS);
  public static final Bounds ACKNOWLEDGED = Bounds.upTo(1_024);
  public static final Bounds ONE_TIME_KEYS = Bounds.upTo(100);
  public static final Bounds TAKEN_FROM = Bounds.of(1, MAX_TAKEN_FROM);
  public static final Bounds TAKEN = Bounds.upTo(MAX_TAKEN_FROM);

  private Limits() {}
}
