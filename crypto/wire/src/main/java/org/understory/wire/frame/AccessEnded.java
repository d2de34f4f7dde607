package org.understory.wire.frame;

import org.jspecify.annotations.Nullable;
import org.understory.wire.id.LogId;

/**
 * Something that this connection could do has ended.
 *
 * @param reason why
 * @param log for {@link AccessEndedReason#LOG_MOVED}: which; else null
 */
public record AccessEnded(AccessEndedReason reason, @Nullable LogId log) implements ServerFrame {
  /** For every reason but {@link AccessEndedReason#LOG_MOVED}. */
  public AccessEnded(AccessEndedReason reason) {
    this(reason, null);
  }

  @Override
  public String toString() {
    return "AccessEnded";
  }
}
