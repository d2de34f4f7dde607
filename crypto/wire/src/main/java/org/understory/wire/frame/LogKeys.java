package org.understory.wire.frame;

import org.understory.wire.id.LogId;

/**
 * Who may read a log and post to it.
 *
 * @param log the log
 * @param readKey 32 bytes, or empty: members
 * @param postKey 32 bytes, or empty: members
 * @param guarded each key counts only beside the current member key; needs a key
 * @param durable entries do not expire; guarded logs only. {@code docs/protocol.md#guarded-log}
 */
public record LogKeys(LogId log, byte[] readKey, byte[] postKey, boolean guarded, boolean durable) {
  /** Of a log that is not guarded. */
  public LogKeys(LogId log, byte[] readKey, byte[] postKey) {
    this(log, readKey, postKey, false, false);
  }

  @Override
  public String toString() {
    return "LogKeys";
  }
}
