package org.understory.wire.frame;

import org.understory.wire.id.LogId;
import org.understory.wire.id.WriteId;

/**
 * Adds an entry to a channel's log, the knock log or the proposals log; never to the roster.
 *
 * @param writeId of this write
 * @param log the log
 * @param expiry end of the expiry bucket, seconds since 1970
 * @param body 1 to 65536 bytes
 */
public record Append(WriteId writeId, LogId log, long expiry, byte[] body) implements RequestBody {
  @Override
  public String toString() {
    return "Append";
  }
}
