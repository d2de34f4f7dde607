package org.understory.server.chain;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.Grants;
import org.understory.server.delivery.Refused;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.ratelimit.RateLimits.Purpose;
import org.understory.server.space.SpaceService;
import org.understory.server.write.WriteAnswerService;
import org.understory.server.write.WriteKey;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.MoveLogs;
import org.understory.wire.frame.OpenLogs;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.id.SpaceId;

/** Requests about guarded logs. */
public final class ChainRoutes {
  private final ChainService chains;
  private final SpaceService spaces;
  private final WriteAnswerService answers;
  private final RateLimits limits;

  public ChainRoutes(
      ChainService chains, SpaceService spaces, WriteAnswerService answers, RateLimits limits) {
    this.chains = chains;
    this.spaces = spaces;
    this.answers = answers;
    this.limits = limits;
  }

  /** MEMBER: opens guarded logs. */
  public Future<ReplyBody> open(Connection connection, OpenLogs given) {
    Grants grants = connection.grants();
    SpaceId space = given.space();
    return answers.once(
        WriteKey.of(writer(grants), given.writeId()),
        tx -> {
          long version = grants.requireMember(space);
          limits.spend(Purpose.OPEN_LOGS, space.bytes(), 1);
          limits.spend(Purpose.OPEN_LOGS_DAILY, space.bytes(), 1);
          return spaces
              .holdMember(tx, space, version)
              .compose(held -> chains.open(tx, space, given.logs()))
              .map(done -> new Done());
        });
  }

  /** MEMBER and the durable log's post key: appends to it and moves keys. */
  public Future<ReplyBody> move(Connection connection, MoveLogs given) {
    Grants grants = connection.grants();
    byte[] writer = writer(grants);
    SpaceId space = given.space();
    AtomicReference<@Nullable List<LogEntry>> fresh = new AtomicReference<>();
    return answers
        .once(
            WriteKey.of(writer, given.writeId()),
            tx -> {
              long version = grants.requireMember(space);
              limits.spend(Purpose.MOVE_LOGS, writer, 1);
              int bytes = given.entries().stream().mapToInt(entry -> entry.length).sum();
              limits.spend(Purpose.SPACE_BYTES, space.bytes(), bytes);
              return spaces
                  .holdMember(tx, space, version)
                  .compose(held -> chains.move(tx, given, grants::holds))
                  .map(entries -> {
                    fresh.set(entries);
                    return new Committed(given.expectedPosition());
                  });
            })
        .onSuccess(done -> {
          List<LogEntry> entries = fresh.get();
          if (entries != null) {
            chains.publish(given, entries);
          }
        });
  }

  private static byte[] writer(Grants grants) {
    byte[] writer = grants.writer();
    if (writer == null) {
      throw Refused.notAllowed();
    }
    return writer;
  }
}
