package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.Endorsement;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;
import org.understory.core.view.Office;

/** Shows how long the stewards have said nothing, and whom members want in their place. */
final class SuccessionView {
  /** Before, nobody is to think of it. */
  private static final long SHOWN_AFTER = 3 * Silence.DAY;

  private final Device device;
  private final Membership membership;
  private final Endorsing endorsing;
  private final Governing governing;

  SuccessionView(Device device, Membership membership, Endorsing endorsing, Governing governing) {
    this.device = device;
    this.membership = membership;
    this.endorsing = endorsing;
    this.governing = governing;
  }

  /** Null for stewards, and while there is nothing to think of. */
  Office.@Nullable Succession shown() {
    RosterState state = membership.state();
    Member self = membership.self();
    if (self == null || !self.isActive() || self.isActiveSteward()) {
      return null;
    }
    Silence silence = endorsing.silence;
    long heard = silence.heard();
    List<Office.Choice> choices = choices();
    if (choices.isEmpty() && device.now() - heard < SHOWN_AFTER && !silence.isProven()) {
      return null;
    }
    int plain = Rescue.plain(state);
    return new Office.Succession(
        heard,
        silence.isProven() ? 0 : Math.max(heard, state.time()) + Silence.LONG_ENOUGH,
        silence.daysOnline(),
        Silence.DAYS_ONLINE,
        Endorsement.needed(plain),
        plain,
        endorsing.isDue(),
        governing.parts.own() != null,
        choices);
  }

  private List<Office.Choice> choices() {
    List<Office.Choice> choices = new ArrayList<>();
    for (Map.Entry<String, Proposals.Open> named : endorsing.choices.named().entrySet()) {
      if (named.getValue().act() instanceof Act.Candidates candidates) {
        Member by = membership.state().memberOf(named.getValue().proposal().device());
        List<MemberId> members = candidates.members();
        choices.add(
            new Office.Choice(
                hex(members),
                hex(members.stream().filter(m -> endorsing.choices.office(m) != null).toList()),
                hex(endorsing.choices.voices(members)),
                by == null ? "" : by.id().hex(),
                named.getValue().proposal().time(),
                endorsing.isChosen(members),
                endorsing.seed() != null && members.contains(device.keys().member())));
      }
    }
    return choices;
  }

  private static List<String> hex(List<MemberId> members) {
    return members.stream().map(MemberId::hex).toList();
  }
}
