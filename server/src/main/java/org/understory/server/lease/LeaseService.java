package org.understory.server.lease;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Feed;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.Leases;
import org.understory.wire.id.SpaceId;

/** Overwrites lease slots and hands them out. Used on one event loop. */
public final class LeaseService {
  private final Database database;
  private final LeaseStore store;
  private final FanOut fanOut;

  /** Spaces whose slots are being read, and whether they have changed meanwhile. */
  private final Map<SpaceId, Boolean> reading = new HashMap<>();

  LeaseService(Database database, LeaseStore store, FanOut fanOut) {
    this.database = database;
    this.store = store;
    this.fanOut = fanOut;
  }

  /** On PostgreSQL. */
  public static LeaseService on(Database database, FanOut fanOut) {
    return new LeaseService(database, new PgLeaseStore(), fanOut);
  }

  /** Overwrites the slot of a current steward key. */
  Future<Void> put(Tx tx, SpaceId space, byte[] stewardKey, byte[] body) {
    return store
        .put(tx, space, stewardKey, body)
        .compose(
            there -> there ? Future.succeededFuture() : Future.failedFuture(Refused.notAllowed()));
  }

  /**
   * Hands out all slots, which have changed. They are read once for all who follow; a change while
   * they are read has them read again, so that what is handed out last is the newest.
   */
  public void changed(SpaceId space) {
    Topic topic = Topic.leases(space);
    if (!fanOut.isFollowed(topic)) {
      return;
    }
    if (reading.containsKey(space)) {
      reading.put(space, true);
      return;
    }
    reading.put(space, false);
    store
        .all(database, space)
        .onComplete(read -> {
          boolean again = Boolean.TRUE.equals(reading.remove(space));
          if (again) {
            changed(space);
          } else if (read.succeeded()) {
            fanOut.announce(topic, frame(read.result()));
          }
        });
  }

  Feed feed(SpaceId space) {
    return (from, end) ->
        store.all(database, space).map(bodies -> new Feed.Page(frame(bodies), 0, true));
  }

  private static Buffer frame(List<byte[]> bodies) {
    return Buffer.buffer(FrameCodec.encode(new Leases(bodies)));
  }
}
