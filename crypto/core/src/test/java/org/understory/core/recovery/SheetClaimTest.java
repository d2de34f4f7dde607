package org.understory.core.recovery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.TestGroup;
import org.understory.core.seal.Sealer;

final class SheetClaimTest {
  private final TestGroup group = TestGroup.founded(76);
  private final Sealer sealer = group.sealer();
  private final DeviceKeys own = group.publish(group.device());

  private SheetClaim claim(MemberId member, long seq, byte[] hash) {
    Sheet sheet =
        new Sheet(
            new byte[16],
            "https://example.org",
            group.space(),
            group.state().groupId(),
            member,
            seq,
            hash);
    return new SheetClaim(sealer, sheet, new byte[] {1}, own);
  }

  @Test
  void a_line_without_the_sheet_s_entry_or_where_it_names_another_member_is_refused() {
    List<SignedEntry> line = group.entries();
    byte[] create = line.get(0).hash(sealer);
    MemberId founder = group.founder().member();
    assertTrue(claim(founder, 0, create).isAnchored(line));
    assertFalse(claim(founder, 0, group.key()).isAnchored(line));
    assertFalse(claim(founder, 1, line.get(1).hash(sealer)).isAnchored(line));
    assertFalse(claim(founder, line.size(), create).isAnchored(line));
    assertFalse(claim(own.member(), 0, create).isAnchored(line));
  }

  @Test
  void a_line_that_did_not_add_the_own_keys_by_the_own_recovery_is_refused() {
    assertFalse(claim(group.founder().member(), 0, group.key()).isAdded(group.entries()));
  }

  @Test
  void only_a_steward_s_device_sends_the_welcome() {
    SheetClaim claim = claim(group.founder().member(), 0, group.key());
    assertTrue(claim.isSender(group.state(), group.founder().device()));
    assertFalse(claim.isSender(group.state(), own.device()));
  }
}
