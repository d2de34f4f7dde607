package org.understory.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Prospect;
import org.understory.core.roster.Provenance;
import org.understory.core.view.RemovalJson;
import org.understory.wire.id.LogId;

/** What a removal would do, shown before anybody decides it. */
final class RemovalPreview {
  private final Membership membership;
  private final OpenDecisions open;
  private final OfficeActs acts;
  private final Compartments compartments;

  RemovalPreview(
      Membership membership, OpenDecisions open, OfficeActs acts, Compartments compartments) {
    this.membership = membership;
    this.open = open;
    this.acts = acts;
    this.compartments = compartments;
  }

  /** Everyone who came in only through a member, as JSON; null for nobody. */
  @Nullable String cameInThrough(String id) {
    List<MemberId> one = acts.list(id);
    return one == null || one.size() != 1
        ? null
        : RemovalJson.members(
            Provenance.cameInThrough(membership.state(), one.get(0)).stream()
                .map(MemberId::hex)
                .toList());
  }

  /** What putting these members out would take, as JSON; null when one is none. */
  @Nullable String preview(String ids, boolean freeze) {
    List<MemberId> members = acts.list(ids);
    if (members == null || members.isEmpty()) {
      return null;
    }
    Prospect prospect = open.prospect(new EntryBody.Remove(members, new byte[0], freeze));
    int devices = 0;
    int stewards = 0;
    for (MemberId id : members) {
      Member member = membership.state().member(id);
      devices += member == null ? 0 : member.activeDevices().size();
      stewards += membership.isSteward(id) ? 1 : 0;
    }
    return RemovalJson.preview(
        members.stream().map(MemberId::hex).toList(),
        compartments.shared(members).stream().map(LogId::hex).toList(),
        devices,
        prospect.broken() == null ? prospect.needed() : membership.state().threshold(),
        stewards > 0,
        membership.state().stewardCount() - stewards);
  }
}
