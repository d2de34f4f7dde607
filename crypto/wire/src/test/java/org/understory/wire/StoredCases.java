package org.understory.wire;

import org.understory.wire.codec.Bounds;
import org.understory.wire.id.Epoch;

/** Valid forms of what the server stores without opening it. */
public final class StoredCases {
  private static final byte[] NONE = new byte[0];

  private final Cases c;

  public StoredCases(Cases c) {
    this.c = c;
  }

  public Envelope envelope() {
    return new Envelope(
        1,
        new Epoch(c.small(Bounds.ANY_INT), c.small(Bounds.ANY_INT)),
        c.bytes(Limits.SALT),
        c.bytes(Limits.ENVELOPE_CIPHERTEXT));
  }

  public SealedEntry sealedEntry() {
    return new SealedEntry(
        1,
        c.small(Bounds.ANY_INT),
        c.bytes(Limits.SALT),
        c.bytes(Limits.ENTRY_CIPHERTEXT),
        c.bytes(Limits.SEALED_KEY_OR_NONE));
  }

  public PreKeyBase preKeyBase() {
    return new PreKeyBase(
        1,
        c.bytes(Limits.ID),
        c.small(Limits.REGISTRATION_ID),
        c.small(Bounds.ANY_INT),
        c.bytes(Limits.SIGNAL_KEY),
        c.bytes(Limits.SIGNATURE),
        c.small(Bounds.ANY_INT),
        c.bytes(1569),
        c.bytes(Limits.SIGNATURE),
        c.bytes(Limits.SIGNAL_KEY),
        c.number(Bounds.upTo(Long.MAX_VALUE)),
        c.bytes(Limits.SIGNATURE));
  }

  public OneTimePreKey oneTimePreKey() {
    boolean kyber = c.chance();
    return new OneTimePreKey(
        c.small(Bounds.ANY_INT),
        c.bytes(Limits.SIGNAL_KEY),
        kyber ? c.small(Limits.POSITIVE) : 0,
        kyber ? c.bytes(1569) : NONE,
        kyber ? c.bytes(Limits.SIGNATURE) : NONE);
  }
}
