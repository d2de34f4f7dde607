package org.understory.server.invite;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Grants;
import org.understory.server.delivery.Grants.Need;
import org.understory.server.delivery.Grants.Owner;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.ratelimit.RateLimits.Purpose;
import org.understory.server.write.WriteAnswerService;
import org.understory.server.write.WriteKey;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.OpenLink;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.SpaceId;

/** Requests about linking a device. */
public final class LinkRoutes {
  private final LinkService links;
  private final WriteAnswerService answers;
  private final FanOut fanOut;
  private final RateLimits limits;

  public LinkRoutes(
      LinkService links, WriteAnswerService answers, FanOut fanOut, RateLimits limits) {
    this.links = links;
    this.answers = answers;
    this.fanOut = fanOut;
    this.limits = limits;
  }

  /** OWNER: opens its link drop. */
  public Future<ReplyBody> open(Connection connection, OpenLink given) {
    Grants grants = connection.grants();
    Owner proved = grants.owner();
    if (proved == null) {
      throw Refused.notAllowed();
    }
    AtomicBoolean fresh = new AtomicBoolean();
    return answers
        .once(
            WriteKey.of(proved.key(), given.writeId()),
            tx -> {
              Owner owner = grants.requireOpenOwner(given.space());
              limits.spend(Purpose.LINK, owner.key(), 1);
              fresh.set(true);
              return links.open(tx, owner, given).map(done -> new Done());
            })
        .onSuccess(done -> {
          if (fresh.get()) {
            links.opened(given);
          }
        });
  }

  /** OWNER: follows the requests at its own link drop. */
  public Future<ReplyBody> subscribe(Connection connection) {
    SpaceId space = connection.grants().requireSpace();
    Owner owner = connection.grants().requireOpenOwner(space);
    fanOut.subscribe(
        connection,
        Topic.link(space, owner.mailboxNo()),
        Need.OWNER,
        links.feed(owner.mailboxNo()),
        0);
    return Future.succeededFuture(new Subscribed(0));
  }
}
