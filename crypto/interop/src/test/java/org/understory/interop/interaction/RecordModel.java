package org.understory.interop.interaction;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A party's sessions with one other: the one it sends in, and those before it. */
final class RecordModel {
  private final List<SideModel> archived = new ArrayList<>();
  private @Nullable SideModel current;

  @Nullable SideModel current() {
    return current;
  }

  int size() {
    return archived.size() + (current == null ? 0 : 1);
  }

  boolean isEmpty() {
    return current == null && archived.isEmpty();
  }

  @Nullable SideModel find(int session) {
    if (current != null && current.session() == session) {
      return current;
    }
    for (SideModel side : archived) {
      if (side.session() == session) {
        return side;
      }
    }
    return null;
  }

  /** A new session, or one in which something was read, becomes the one to send in. */
  void makeCurrent(SideModel side) {
    if (side != current) {
      archived.remove(side);
      archive();
      current = side;
    }
  }

  void archive() {
    if (current != null) {
      current.answeredOrArchived();
      archived.add(0, current);
      current = null;
    }
  }

  void forgetBefore(long keptBeforeMillis) {
    archived.forEach(side -> side.forgetBefore(keptBeforeMillis));
    if (current != null) {
      current.forgetBefore(keptBeforeMillis);
    }
  }
}
