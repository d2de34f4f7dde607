package org.understory.core.compartment;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Approval;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.Electorate;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberDevice;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedApproval;
import org.understory.core.seal.Sealer;

/**
 * The keepers of a compartment as those whose voices count in it, each with any device that the
 * group gives its member ({@code docs/protocol.md#compartment}).
 */
public record Keepers(CompartmentState state, RosterState group) implements Electorate {
  private static final String STATEMENT = "compartment-approval";

  /** What approvals of an act name, 32 bytes. */
  public static byte[] subject(Sealer sealer, CompartmentBody body) {
    return sealer.hash(
        "compartment-act", Sealer.u8(body.kind()), CompartmentCodec.encodeBody(body));
  }

  /** A keeper's voice for an act, in the state of now. */
  public SignedApproval approve(
      Sealer sealer, byte[] signingSeed, DeviceId device, CompartmentBody body, long time) {
    return SignedApproval.sign(
        sealer,
        signingSeed,
        STATEMENT,
        new Approval(
            state.id(),
            device,
            subject(sealer, body),
            state.policyVersion(),
            state.seq(),
            state.head(),
            time));
  }

  @Override
  public String statement() {
    return STATEMENT;
  }

  @Override
  public GroupId id() {
    return state.id();
  }

  @Override
  public int policyVersion() {
    return state.policyVersion();
  }

  @Override
  public boolean holds(long seq, byte[] head) {
    byte[] own = state.hashAt(seq);
    return own != null && java.util.Arrays.equals(own, head);
  }

  @Override
  public boolean isCited(byte[] hash) {
    return state.isCited(hash);
  }

  @Override
  public @Nullable Voter voter(DeviceId id) {
    Member member = group.memberOf(id);
    MemberDevice device = member == null ? null : member.device(id);
    if (member == null || device == null) {
      return null;
    }
    CompartmentState.Person person = state.person(member.id());
    boolean keeps = person != null && person.keeps() && group.deviceOf(id) != null;
    return new Voter(
        member.id(), device.keys().signingKey(), keeps, person == null ? 0 : person.keeperSince());
  }
}
