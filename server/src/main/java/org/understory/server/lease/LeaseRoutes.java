package org.understory.server.lease;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Grants;
import org.understory.server.delivery.Grants.Need;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.ratelimit.RateLimits.Purpose;
import org.understory.server.write.WriteAnswerService;
import org.understory.server.write.WriteKey;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.PutLease;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.SpaceId;

/** Requests about lease slots. */
public final class LeaseRoutes {
  private final LeaseService leases;
  private final WriteAnswerService answers;
  private final FanOut fanOut;
  private final RateLimits limits;

  public LeaseRoutes(
      LeaseService leases, WriteAnswerService answers, FanOut fanOut, RateLimits limits) {
    this.leases = leases;
    this.answers = answers;
    this.fanOut = fanOut;
    this.limits = limits;
  }

  /** STEWARD: overwrites the slot of the key that it proved. */
  public Future<ReplyBody> put(Connection connection, PutLease given) {
    Grants grants = connection.grants();
    byte[] writer = grants.writer();
    if (writer == null) {
      throw Refused.notAllowed();
    }
    SpaceId space = given.space();
    AtomicBoolean fresh = new AtomicBoolean();
    return answers
        .once(
            WriteKey.of(writer, given.writeId()),
            tx -> {
              byte[] steward = grants.requireSteward(space);
              limits.spend(Purpose.LEASE, steward, 1);
              fresh.set(true);
              return leases.put(tx, space, steward, given.body()).map(done -> new Done());
            })
        .onSuccess(done -> {
          if (fresh.get()) {
            leases.changed(space);
          }
        });
  }

  /** MEMBER, or OWNER of an open mailbox: follows the slots. */
  public Future<ReplyBody> subscribe(Connection connection) {
    Grants grants = connection.grants();
    SpaceId space = grants.requireSpace();
    if (!grants.isMember()) {
      grants.requireOpenOwner(space);
    }
    fanOut.subscribe(connection, Topic.leases(space), Need.INSIDE, leases.feed(space), 0);
    return Future.succeededFuture(new Subscribed(0));
  }
}
