package org.understory.core.roster;

import org.understory.wire.id.OpaqueId;

/** An id that names something inside a group. Immutable; equal by type and content. */
abstract sealed class RosterId extends OpaqueId permits GroupId, MemberId, DeviceId {
  RosterId(byte[] value, int length) {
    super(value, length);
  }
}
