package org.understory.wire.frame;

import java.util.List;

/**
 * One entry of a log.
 *
 * @param position from 0, without gaps in the roster log
 * @param expiry content logs: end of the bucket; roster: the item's expiry or 0; seconds since 1970
 * @param body 1 to 65536 bytes
 * @param item roster only, 0 to 16384 bytes; empty when there is none or it was blanked
 * @param marks roster only, on the last entry of a commit: where each log stood, 0 to 4096
 */
public record LogEntry(long position, long expiry, byte[] body, byte[] item, List<LogMark> marks) {
  @Override
  public String toString() {
    return "LogEntry";
  }
}
