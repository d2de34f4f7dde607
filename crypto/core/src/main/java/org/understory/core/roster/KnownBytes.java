package org.understory.core.roster;

import org.understory.wire.id.OpaqueId;

/** A key or hash of 32 bytes that the roster has seen, as a key of a map. */
final class KnownBytes extends OpaqueId {
  KnownBytes(byte[] value) {
    super(value, 32);
  }

  @Override
  public String toString() {
    return "KnownBytes";
  }
}
