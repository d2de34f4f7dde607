package org.understory.core.invite;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceAdmission;
import org.understory.core.roster.PreKeyCheck;
import org.understory.core.roster.RosterInvite;
import org.understory.core.roster.RosterState;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/**
 * Judges a join request as whoever approves must ({@code docs/protocol.md#join-request}).
 *
 * <p><b>Guarantees.</b> A request that comes out verified was made with the link's secret, for this
 * group and an invite that is open, and changing any of its fields on the way is noticed.
 *
 * <p><b>Does not say</b> who asks. That is for people to find out.
 */
public final class JoinRequestCheck {
  private final Sealer sealer;
  private final JoinRequestSeal seal;

  public JoinRequestCheck(Sealer sealer) {
    this.sealer = sealer;
    this.seal = new JoinRequestSeal(sealer);
  }

  /** What the check says. */
  public sealed interface Outcome {
    /** It may be shown to a steward, and approved. */
    record Verified(VerifiedJoinRequest request) implements Outcome {}

    /** It may not. */
    record Refused(RequestCheck check) implements Outcome {}
  }

  /**
   * Judges a request that the server kept for an invite of ours.
   *
   * @param keys of the invite's secret
   * @param requestPrivate X25519, 32 bytes, the invite's request key
   * @param now milliseconds
   */
  public Outcome check(
      RosterState state,
      InviteKeys keys,
      byte[] requestPrivate,
      SealedJoinRequest sealed,
      long now) {
    if (!keys.isSignedByDrop(sealed)) {
      return new Outcome.Refused(RequestCheck.DROP_SIGNATURE);
    }
    byte[] opened = seal.open(requestPrivate, keys.inviteId(), sealed);
    if (opened == null) {
      return new Outcome.Refused(RequestCheck.SEAL);
    }
    JoinRequest request;
    try {
      request = JoinRequest.decode(opened);
    } catch (InvalidWireException e) {
      return new Outcome.Refused(RequestCheck.MALFORMED);
    }
    return judge(state, keys, request, sealed, now);
  }

  private Outcome judge(
      RosterState state, InviteKeys keys, JoinRequest request, SealedJoinRequest sealed, long now) {
    if (!macHolds(request, keys)) {
      return new Outcome.Refused(RequestCheck.MAC);
    }
    if (!request.group().equals(state.groupId())) {
      return new Outcome.Refused(RequestCheck.OTHER_GROUP);
    }
    RosterInvite invite = state.inviteByEntry(request.inviteEntry());
    if (invite == null) {
      return new Outcome.Refused(RequestCheck.INVITE_UNKNOWN);
    }
    RequestCheck broken = inviteBroken(invite, keys, request, now);
    if (broken == null) {
      broken = deviceBroken(state, request, sealed, now);
    }
    return broken == null
        ? new Outcome.Verified(new VerifiedJoinRequest(request, request.hash(sealer), invite))
        : new Outcome.Refused(broken);
  }

  private boolean macHolds(JoinRequest request, InviteKeys keys) {
    return sealer.primitives().digest().equal(request.expectedMac(sealer, keys), request.mac());
  }

  private static @Nullable RequestCheck inviteBroken(
      RosterInvite invite, InviteKeys keys, JoinRequest request, long now) {
    boolean same =
        invite.body().invite().equals(keys.inviteId())
            && invite.body().invite().equals(request.invite());
    if (!same) {
      return RequestCheck.OTHER_INVITE;
    }
    if (invite.usedBy() != null) {
      return RequestCheck.INVITE_USED;
    }
    if (invite.isOverAt(now)) {
      return RequestCheck.INVITE_OVER;
    }
    return now > request.expiry() ? RequestCheck.EXPIRED : null;
  }

  private @Nullable RequestCheck deviceBroken(
      RosterState state, JoinRequest request, SealedJoinRequest sealed, long now) {
    boolean samePlace =
        request.device().mailbox().equals(sealed.mailbox())
            && Arrays.equals(request.device().ownerKey(), sealed.ownerKey());
    if (!samePlace) {
      return RequestCheck.OTHER_MAILBOX;
    }
    RequestCheck broken =
        switch (DeviceAdmission.of(sealer, state, request.device())) {
          case ADMITTED -> null;
          case KNOWN -> RequestCheck.DEVICE_KNOWN;
          case UNUSABLE -> RequestCheck.KEYS_UNUSABLE;
          case UNPROVEN -> RequestCheck.KEYS_UNPROVEN;
        };
    return broken == null ? preKeysBroken(state, request, now) : broken;
  }

  private @Nullable RequestCheck preKeysBroken(RosterState state, JoinRequest request, long now) {
    PreKeyCheck preKeys = new PreKeyCheck(sealer, state.space());
    if (preKeys.verify(request.device(), request.preKeyBase(), now) == null) {
      return RequestCheck.PRE_KEYS;
    }
    return preKeys.verifyOneTime(request.device(), request.oneTime()) == null
        ? RequestCheck.ONE_TIME_PRE_KEY
        : null;
  }
}
