package org.understory.server.invite;

import java.util.HashMap;
import java.util.Map;
import org.understory.server.config.Sources;
import org.understory.wire.id.InviteId;

/**
 * When links are over, to the second: in memory alone, since the tables hold no time finer than a
 * bucket. After a restart every link is over, and is made again. Used on one event loop.
 */
final class LinkTimes {
  private final Sources sources;
  private final Map<InviteId, Long> notAfter = new HashMap<>();

  LinkTimes(Sources sources) {
    this.sources = sources;
  }

  void put(InviteId link, long seconds) {
    long now = sources.nowSeconds();
    notAfter.values().removeIf(over -> over <= now);
    notAfter.put(link, seconds);
  }

  /** When a link is over; 0: it is. */
  long of(InviteId link) {
    return notAfter.getOrDefault(link, 0L);
  }
}
