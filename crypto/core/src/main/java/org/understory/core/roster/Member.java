package org.understory.core.roster;

import org.jspecify.annotations.Nullable;

/**
 * A person who is, or was, in the group. A name is not here: it is an {@link Opening} of {@code
 * nameCommitment}, and may be missing.
 *
 * @param device the keys of the member's device
 * @param nameCommitment 32 bytes
 * @param sinceSeq the entry that brought the member in
 * @param sinceTime its time, milliseconds
 * @param removal how the member went, or null for an active one
 */
public record Member(
    MemberId id,
    Role role,
    DeviceKeys device,
    byte[] nameCommitment,
    long sinceSeq,
    long sinceTime,
    @Nullable Removal removal) {

  /** What a member may do. */
  public enum Role {
    /** May change the roster. */
    STEWARD,
    MEMBER
  }

  /**
   * How a member went.
   *
   * @param seq the REMOVE entry
   * @param time its time, milliseconds
   * @param by the steward whose device signed it
   * @param left whether it carried out the member's own LEAVE
   */
  public record Removal(long seq, long time, MemberId by, boolean left) {}

  /** Whether the member is in the group now. */
  public boolean isActive() {
    return removal == null;
  }

  /** Whether the member is in the group now, and a steward. */
  public boolean isActiveSteward() {
    return isActive() && role == Role.STEWARD;
  }

  Member removed(Removal how) {
    return new Member(id, role, device, nameCommitment, sinceSeq, sinceTime, how);
  }

  @Override
  public String toString() {
    return "Member[" + role + (isActive() ? "" : ", removed") + "]";
  }
}
