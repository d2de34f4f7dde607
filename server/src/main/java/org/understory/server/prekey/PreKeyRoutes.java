package org.understory.server.prekey;

import io.vertx.core.Future;
import java.util.HashSet;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.Grants;
import org.understory.server.delivery.Refused;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.ratelimit.RateLimits.Purpose;
import org.understory.server.space.SpaceService;
import org.understory.server.write.WriteAnswerService;
import org.understory.server.write.WriteKey;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.PreKeyCount;
import org.understory.wire.frame.PublishPreKeys;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.TakePreKeys;
import org.understory.wire.frame.TakenPreKeys;

/** Requests about prekeys. */
public final class PreKeyRoutes {
  private final PreKeyService preKeys;
  private final SpaceService spaces;
  private final WriteAnswerService answers;
  private final RateLimits limits;

  public PreKeyRoutes(
      PreKeyService preKeys, SpaceService spaces, WriteAnswerService answers, RateLimits limits) {
    this.preKeys = preKeys;
    this.spaces = spaces;
    this.answers = answers;
    this.limits = limits;
  }

  /** OWNER: puts prekeys on its shelf. */
  public Future<ReplyBody> publish(Connection connection, PublishPreKeys publish) {
    Grants.Owner owner = connection.grants().requireOwner();
    return answers.once(
        WriteKey.of(owner.key(), publish.writeId()),
        tx -> {
          limits.spend(Purpose.PUBLISH_PRE_KEYS, owner.key(), 1);
          return preKeys.publish(tx, owner.mailboxNo(), publish).map(done -> new Done());
        });
  }

  /** MEMBER: takes from shelves. */
  public Future<ReplyBody> take(Connection connection, TakePreKeys take) {
    Grants grants = connection.grants();
    byte[] writer = grants.writer();
    if (writer == null) {
      throw Refused.notAllowed();
    }
    return answers.once(
        WriteKey.of(writer, take.writeId()),
        tx -> {
          long version = grants.requireMember(take.space());
          if (new HashSet<>(take.mailboxes()).size() != take.mailboxes().size()) {
            throw Refused.notAllowed();
          }
          limits.spend(Purpose.TAKE_PRE_KEYS, writer, take.mailboxes().size());
          return spaces
              .holdMember(tx, take.space(), version)
              .compose(held -> preKeys.take(tx, take.space(), take.mailboxes()))
              .map(TakenPreKeys::new);
        });
  }

  /** OWNER: how many one-time prekeys are left. */
  public Future<ReplyBody> count(Connection connection) {
    Grants.Owner owner = connection.grants().requireOwner();
    return preKeys.count(owner.mailboxNo()).map(PreKeyCount::new);
  }
}
