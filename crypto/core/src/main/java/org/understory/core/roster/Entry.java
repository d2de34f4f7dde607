package org.understory.core.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a steward's office device signs: one change to the group, at one place of one chain ({@code
 * docs/protocol.md#roster}). Not yet judged.
 *
 * @param group null in CREATE alone
 * @param seq 0 for CREATE, then one more each
 * @param prevHash 32 bytes, the hash of the entry before; empty in CREATE
 * @param actor the device that signs
 * @param time milliseconds, not before the entry before it
 * @param approvals 0 to 16, of 1 to 256 bytes: canonical {@link SignedApproval}s, where they hold
 */
public record Entry(
    @Nullable GroupId group,
    long seq,
    byte[] prevHash,
    EntryBody body,
    DeviceId actor,
    long time,
    List<byte[]> approvals) {
  public Entry {
    approvals = List.copyOf(approvals);
  }

  /** The kind of its body. */
  public EntryKind kind() {
    return body.kind();
  }

  @Override
  public String toString() {
    return "Entry[" + seq + ", " + kind() + "]";
  }
}
