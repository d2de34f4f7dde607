package org.understory.wire.frame;

import org.understory.wire.id.LogId;

/**
 * Who may read a log and post to it.
 *
 * @param log the log
 * @param readKey 32 bytes, or empty: members
 * @param postKey 32 bytes, or empty: members
 */
public record LogKeys(LogId log, byte[] readKey, byte[] postKey) {
  @Override
  public String toString() {
    return "LogKeys";
  }
}
