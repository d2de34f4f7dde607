package org.understory.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.understory.wire.id.LogId;

/** Which circle a channel belongs to: a compartment where one has it, else the group. */
final class Circles {
  private final Circle group;
  private @Nullable Directs directs;
  private Supplier<Collection<? extends Circle>> compartments = List::of;

  Circles(Circle group) {
    this.group = group;
  }

  /** Says who knows the direct channels. */
  void directs(Directs by) {
    directs = by;
  }

  /** Says who knows the compartments that this device is in, or was. */
  void compartments(Supplier<Collection<? extends Circle>> by) {
    compartments = by;
  }

  Circle of(LogId channel) {
    Circle direct = directs == null ? null : directs.of(channel);
    if (direct != null) {
      return direct;
    }
    for (Circle narrower : compartments.get()) {
      if (narrower.logs().contains(channel)) {
        return narrower;
      }
    }
    return group;
  }

  /** The ids of all channels, those in no log too. */
  List<LogId> all() {
    List<LogId> all = logs();
    if (directs != null) {
      all.addAll(directs.channels());
    }
    return all;
  }

  /** The ids of all channels that have a log, the group's first. */
  List<LogId> logs() {
    List<LogId> all = new ArrayList<>(group.logs());
    compartments.get().forEach(circle -> all.addAll(circle.logs()));
    return all;
  }
}
