package org.understory.core.invite;

import org.understory.core.roster.EntryBody;
import org.understory.core.roster.RosterInvite;
import org.understory.core.seal.Sealer;

/**
 * A join request that passed every check of {@link JoinRequestCheck}, and nothing else can be: what
 * a person may approve, and the only way to an ADD that repeats its very keys.
 */
public final class VerifiedJoinRequest {
  private final JoinRequest request;
  private final byte[] hash;
  private final RosterInvite invite;

  VerifiedJoinRequest(JoinRequest request, byte[] hash, RosterInvite invite) {
    this.request = request;
    this.hash = hash;
    this.invite = invite;
  }

  public JoinRequest request() {
    return request;
  }

  /** The request hash, 32 bytes. */
  public byte[] hash() {
    return hash.clone();
  }

  /** The invite that it answers. */
  public RosterInvite invite() {
    return invite;
  }

  /** The body of the ADD that approves it. */
  public EntryBody.Add add(Sealer sealer) {
    return new EntryBody.Add(
        request.inviteEntry(),
        hash.clone(),
        request.device(),
        request.opening().commitment(sealer).value(),
        request.recoveryKey());
  }

  @Override
  public String toString() {
    return "VerifiedJoinRequest";
  }
}
