package org.understory.core;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * Who writes and reads a channel together, and under which epochs: the group, or a compartment of
 * it ({@code docs/protocol.md#compartment}). Content, sender chains and envelopes are the same in
 * both; what they are bound to is here.
 */
interface Circle {
  /** Stands in contents and distribution ids: the hash of the circle's CREATE. */
  GroupId id();

  /** Whether it is two members among themselves, whose messages go from device to device. */
  default boolean isDirect() {
    return false;
  }

  /** The number of the entry at the head of the circle's chain. */
  long seq();

  /** The hash of that entry, 32 bytes. */
  byte[] head();

  /** Whether the applied chain has this entry at this number. */
  boolean names(long seq, byte[] hash);

  /** The secret to send under now; null while nothing may be sent. */
  @Nullable EpochSecret sending();

  /** The secret of an epoch, as far as it is here. */
  @Nullable EpochSecret secret(Epoch epoch);

  /** The channel's timer in seconds, 0 when it is off. */
  int timer(LogId channel);

  /** Every device but this one that may be given what is written: active, and in the circle. */
  List<DeviceKeys> others();

  /**
   * Whether a member may take others' messages away and pin them, in the state that a message names
   * and in whose epoch it was sent: whoever lost that cannot name an earlier one.
   *
   * @param seq of an applied entry of the circle's chain
   */
  boolean leads(MemberId who, long seq, Epoch sentIn);

  /** Whether this device is in the circle now. */
  boolean isActive(DeviceId id);

  /** The first epoch of a device; beyond all when it never was in the circle. */
  Epoch joined(DeviceId id);

  /** Whether an epoch lies before the first one this device ever held. */
  boolean isBehind(Epoch epoch);

  /** Whether an entry at this position came after its epoch had ended. */
  boolean isOver(LogId log, Epoch epoch, long position);

  /** The ids of its channels. */
  Collection<LogId> logs();
}
