package org.understory.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.understory.wire.id.LogId;

/** Which circle a channel belongs to: a compartment where one has it, else the group. */
final class Circles {
  private final Circle group;
  private Supplier<Collection<? extends Circle>> compartments = List::of;

  Circles(Circle group) {
    this.group = group;
  }

  /** Says who knows the compartments that this device is in, or was. */
  void compartments(Supplier<Collection<? extends Circle>> by) {
    compartments = by;
  }

  Circle of(LogId channel) {
    for (Circle narrower : compartments.get()) {
      if (narrower.logs().contains(channel)) {
        return narrower;
      }
    }
    return group;
  }

  /** The ids of all channels, the group's first. */
  List<LogId> logs() {
    List<LogId> all = new ArrayList<>(group.logs());
    compartments.get().forEach(circle -> all.addAll(circle.logs()));
    return all;
  }
}
