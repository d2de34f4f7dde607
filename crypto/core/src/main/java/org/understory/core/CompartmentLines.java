package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.compartment.CompartmentBody;
import org.understory.core.compartment.CompartmentEntry;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.view.Timeline;

/** What a compartment's chain did, as lines of its timeline. */
final class CompartmentLines {
  private final Membership membership;
  private final ViewBuilder views;

  CompartmentLines(Membership membership, ViewBuilder views) {
    this.membership = membership;
    this.views = views;
  }

  List<Timeline.SystemLine> of(Compartment one) {
    List<Timeline.SystemLine> lines = new ArrayList<>();
    for (Compartment.Applied applied : one.history()) {
      CompartmentEntry entry = applied.entry().entry();
      switch (entry.body()) {
        case CompartmentBody.Create create ->
            lines.add(line(entry, Timeline.Event.CREATED, null, create.timer()));
        case CompartmentBody.Add add ->
            add.members().forEach(id -> lines.add(line(entry, Timeline.Event.JOINED, id, 0)));
        case CompartmentBody.Remove remove -> {
          Member by = membership.state().memberOf(entry.actor());
          for (MemberId id : remove.members()) {
            boolean left = by != null && by.id().equals(id);
            lines.add(line(entry, left ? Timeline.Event.LEFT : Timeline.Event.REMOVED, id, 0));
          }
        }
        case CompartmentBody.Policy policy -> {
          if (policy.policy() == CompartmentBody.Policy.TIMER) {
            lines.add(line(entry, Timeline.Event.TIMER, null, policy.value()));
          }
        }
        case CompartmentBody.Role ignored -> {}
        case CompartmentBody.Epoch ignored -> {}
      }
    }
    return lines;
  }

  private Timeline.SystemLine line(
      CompartmentEntry entry, Timeline.Event what, @Nullable MemberId subject, int timer) {
    return new Timeline.SystemLine(
        "c" + entry.seq() + (subject == null ? "" : subject.hex()),
        entry.time(),
        what,
        views.name(membership.state().memberOf(entry.actor())),
        subject == null ? null : views.name(membership.state().member(subject)),
        timer);
  }
}
