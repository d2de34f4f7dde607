package org.understory.server.blob;

import io.vertx.core.Future;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.Expiry;
import org.understory.server.delivery.Grants;
import org.understory.server.delivery.Refused;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.ratelimit.RateLimits.Purpose;
import org.understory.server.space.SpaceService;
import org.understory.server.write.WriteAnswerService;
import org.understory.server.write.WriteKey;
import org.understory.wire.frame.BlobOpened;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.OpenBlob;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.ReplyBody;

/** Requests about blobs on a connection; their bytes go by {@link BlobCalls}. */
public final class BlobRoutes {
  private final BlobService blobs;
  private final SpaceService spaces;
  private final WriteAnswerService answers;
  private final RateLimits limits;
  private final Sources sources;
  private final Retention retention;

  public BlobRoutes(
      BlobService blobs,
      SpaceService spaces,
      WriteAnswerService answers,
      RateLimits limits,
      Sources sources,
      Retention retention) {
    this.blobs = blobs;
    this.spaces = spaces;
    this.answers = answers;
    this.limits = limits;
    this.sources = sources;
    this.retention = retention;
  }

  /** MEMBER: opens a blob. The token is made anew for each answer and stored nowhere. */
  public Future<ReplyBody> open(Connection connection, OpenBlob given) {
    Grants grants = connection.grants();
    byte[] writer = grants.writer();
    if (writer == null) {
      throw Refused.notAllowed();
    }
    return answers
        .once(
            WriteKey.of(writer, given.writeId()),
            given.expiry(),
            tx -> {
              long version = grants.requireMember(given.space());
              Expiry.require(given.expiry(), sources.nowSeconds(), retention);
              limits.spend(Purpose.OPEN_BLOB, writer, 1);
              // First what changes the space's row: two who held it both could not change it.
              return blobs
                  .open(tx, given)
                  .compose(done -> spaces.holdMember(tx, given.space(), version))
                  .map(done -> new Done());
            })
        .map(done -> {
          byte[] token = blobs.token(given.expiry(), given.blob());
          if (token == null) {
            throw Refused.because(Reason.EXPIRED);
          }
          return new BlobOpened(token);
        });
  }
}
