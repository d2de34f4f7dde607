package org.understory.core.linking;

import java.util.Arrays;
import java.util.List;
import org.understory.core.invite.WelcomeCheck;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.Member;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.Sealer;

/**
 * What a device that is being linked knows of the group: the old device's answer, which the short
 * words bound ({@code docs/protocol.md#linking}).
 *
 * @param own the keys that were revealed
 */
public record LinkClaim(Sealer sealer, LinkAnswer answer, DeviceKeys own)
    implements WelcomeCheck.Claim {
  @Override
  public GroupId group() {
    return answer.group();
  }

  /** DL-8: the old device's head is on the line. */
  @Override
  public boolean isAnchored(List<SignedEntry> applied) {
    return answer.seq() < applied.size()
        && Arrays.equals(applied.get((int) answer.seq()).hash(sealer), answer.head());
  }

  @Override
  public boolean isAdded(List<SignedEntry> applied) {
    for (SignedEntry entry : applied) {
      boolean mine =
          entry.entry().body() instanceof EntryBody.DeviceAdd add
              && add.device().sameAs(own)
              && Arrays.equals(add.parent(), answer.parent().bytes());
      if (mine) {
        return true;
      }
    }
    return false;
  }

  /** DL-7: the old device itself, of the same member, and not taken away. */
  @Override
  public boolean isSender(RosterState state, DeviceId sender) {
    Member member = state.memberOf(sender);
    return sender.equals(answer.parent())
        && member != null
        && member.id().equals(own.member())
        && state.deviceOf(sender) != null;
  }

  @Override
  public String toString() {
    return "LinkClaim";
  }
}
