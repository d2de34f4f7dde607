package org.understory.core.recovery;

import java.util.Arrays;
import java.util.List;
import org.understory.core.invite.WelcomeCheck;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.Sealer;

/**
 * What who comes back with a sheet knows of the group ({@code docs/protocol.md#recovery}).
 *
 * @param recovery the canonical {@code SignedRecovery} that was sent
 * @param own the new device's keys in it
 */
public record SheetClaim(Sealer sealer, Sheet sheet, byte[] recovery, DeviceKeys own)
    implements WelcomeCheck.Claim {
  @Override
  public GroupId group() {
    return sheet.group();
  }

  /** RV-1: the entry of the sheet is at its place, and brought its member in. */
  @Override
  public boolean isAnchored(List<SignedEntry> applied) {
    if (sheet.seq() >= applied.size()) {
      return false;
    }
    SignedEntry entry = applied.get((int) sheet.seq());
    MemberId named =
        switch (entry.entry().body()) {
          case EntryBody.Create create -> create.founder().member();
          case EntryBody.Add add -> add.device().member();
          default -> null;
        };
    return sheet.member().equals(named) && Arrays.equals(entry.hash(sealer), sheet.entryHash());
  }

  /** RV-2: the own recovery brought in the own keys. */
  @Override
  public boolean isAdded(List<SignedEntry> applied) {
    for (SignedEntry entry : applied) {
      boolean mine =
          entry.entry().body() instanceof EntryBody.DeviceAdd add
              && add.isRecovery()
              && !add.announced()
              && Arrays.equals(add.act(), recovery)
              && add.device().sameAs(own);
      if (mine) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean isSender(RosterState state, DeviceId sender) {
    Member member = state.memberOf(sender);
    return member != null && member.isActiveSteward() && state.deviceOf(sender) != null;
  }

  @Override
  public String toString() {
    return "SheetClaim";
  }
}
