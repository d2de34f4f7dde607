package org.understory.server.commit;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.understory.server.blob.BlobService;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Refused;
import org.understory.server.invite.Drops;
import org.understory.server.invite.TicketService;
import org.understory.server.knock.KnockService;
import org.understory.server.lease.LeaseService;
import org.understory.server.log.LogService;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.postgres.Tx;
import org.understory.server.prekey.PreKeyService;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.ratelimit.RateLimits.Purpose;
import org.understory.server.roster.RosterService;
import org.understory.server.slot.SlotService;
import org.understory.server.space.Space;
import org.understory.server.space.SpaceService;
import org.understory.server.write.WriteAnswerService;
import org.understory.server.write.WriteKey;
import org.understory.wire.Statements;
import org.understory.wire.frame.CancelDeletion;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.DeleteSpace;
import org.understory.wire.frame.DeletionScheduled;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.ReplaceStewardKey;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.Stage;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/** Requests that change a space. */
public final class CommitRoutes {
  private static final long DELETION_WAITS = 7L * Retention.DAY;

  private final CommitService commits;
  private final SpaceService spaces;
  private final Effects.Tellers tellers;
  private final SlotService slots;
  private final LeaseService leases;
  private final WriteAnswerService answers;
  private final FanOut fanOut;
  private final RateLimits limits;
  private final Sources sources;
  private final Retention retention;

  public CommitRoutes(
      SpaceService spaces,
      LogService logs,
      RosterService rosters,
      SlotService slots,
      MailboxService mailboxes,
      PreKeyService preKeys,
      Drops drops,
      KnockService knocks,
      LeaseService leases,
      TicketService tickets,
      BlobService blobs,
      WriteAnswerService answers,
      FanOut fanOut,
      RateLimits limits,
      Sources sources,
      Retention retention) {
    this.commits =
        new CommitService(
            spaces, logs, rosters, slots, mailboxes, preKeys, drops, knocks, tickets, blobs);
    this.spaces = spaces;
    this.slots = slots;
    this.leases = leases;
    this.tellers = new Effects.Tellers(fanOut, rosters, slots, drops.requests(), leases);
    this.answers = answers;
    this.fanOut = fanOut;
    this.limits = limits;
    this.sources = sources;
    this.retention = retention;
  }

  /** Founds a space with a ticket. */
  public Future<ReplyBody> found(Connection connection, Found found) {
    limits.spend(Purpose.FOUND, connection.number(), 1);
    AtomicReference<@Nullable Effects> effects = new AtomicReference<>();
    return answers
        .once(
            WriteKey.of(found.ticket(), found.commit().writeId()),
            tx -> {
              Effects fresh = new Effects(found.commit().space());
              effects.set(fresh);
              return commits.found(tx, found, fresh).map(done -> new Committed(0));
            })
        .onSuccess(done -> tell(effects.get()));
  }

  /** STEWARD: changes a space; or the rescue key, with a new steward set. */
  public Future<ReplyBody> commit(Connection connection, Commit commit) {
    AtomicReference<@Nullable Effects> effects = new AtomicReference<>();
    return by(
            connection,
            commit.writeId(),
            () -> connection.grants().requireCommitter(commit.space()),
            (tx, steward) -> {
              limits.spend(Purpose.COMMIT, steward, 1);
              Effects fresh = new Effects(commit.space());
              effects.set(fresh);
              return commits
                  .commit(tx, commit, steward, fresh)
                  .map(done -> new Committed(commit.expectedPosition()));
            })
        .onSuccess(done -> tell(effects.get()));
  }

  private void tell(@Nullable Effects effects) {
    if (effects != null) {
      effects.tell(tellers);
    }
  }

  /** STEWARD or the rescue key: lays packets ready for a commit. */
  public Future<ReplyBody> stage(Connection connection, Stage stage) {
    SpaceId space = connection.grants().requireSpace();
    return by(
        connection,
        stage.writeId(),
        () -> connection.grants().requireCommitter(space),
        (tx, steward) -> {
          limits.spend(Purpose.STAGE, steward, stage.packets().size());
          return spaces
              .lockForCommit(tx, space, steward)
              .compose(held -> slots.stage(tx, space, stage.stageId(), stage.packets()))
              .map(done -> new Done());
        });
  }

  /** STEWARD: deletes the space, at once when there is one steward, else after seven days. */
  public Future<ReplyBody> delete(Connection connection, DeleteSpace given) {
    SpaceId id = given.space();
    return asSteward(
            connection,
            id,
            given.writeId(),
            (tx, steward) ->
                spaces.lockForSteward(tx, id, steward).compose(space -> delete(tx, space, given)))
        .onSuccess(done -> {
          if (done instanceof DeletionScheduled scheduled && scheduled.at() == 0) {
            tellDeleted(id);
          }
        });
  }

  private Future<ReplyBody> delete(Tx tx, Space space, DeleteSpace given) {
    requireCurrentSet(space, given.setVersion());
    SpaceService.requireThreshold(
        space, given.signatures(), Statements.deleteSpace(space.id(), given.setVersion()));
    if (space.stewards().size() == 1) {
      return commits.delete(tx, space.id()).map(done -> new DeletionScheduled(0));
    }
    long at = retention.bucketEnd(sources.nowSeconds() + DELETION_WAITS);
    return spaces.setDeleteAfter(tx, space.id(), at).map(done -> new DeletionScheduled(at));
  }

  /** STEWARD: takes a scheduled deletion back. */
  public Future<ReplyBody> cancelDeletion(Connection connection, CancelDeletion given) {
    SpaceId id = given.space();
    return asSteward(
        connection,
        id,
        given.writeId(),
        (tx, steward) ->
            spaces
                .lockForSteward(tx, id, steward)
                .compose(space -> {
                  requireCurrentSet(space, given.setVersion());
                  SpaceService.requireThreshold(
                      space, given.signatures(), Statements.cancelDeletion(id, given.setVersion()));
                  return spaces.setDeleteAfter(tx, id, null).map(done -> new Done());
                }));
  }

  /** STEWARD: replaces its own access key. */
  public Future<ReplyBody> replaceStewardKey(Connection connection, ReplaceStewardKey given) {
    SpaceId id = given.space();
    return asSteward(
            connection,
            id,
            given.writeId(),
            (tx, steward) ->
                spaces
                    .lockForSteward(tx, id, steward)
                    .compose(space ->
                        spaces.replaceSteward(
                            tx,
                            space,
                            given.oldKey(),
                            given.newKey(),
                            given.setVersion(),
                            given.signature()))
                    .map(done -> new Done()))
        .onSuccess(done -> {
          fanOut.changed(id);
          fanOut
              .connectedTo(id)
              .forEach(each -> each.replaceSteward(given.oldKey(), given.newKey()));
          leases.changed(id);
        });
  }

  private static void requireCurrentSet(Space space, long version) {
    if (version != space.setVersion()) {
      throw Refused.conflict(space.setVersion());
    }
  }

  private Future<ReplyBody> asSteward(
      Connection connection,
      SpaceId space,
      WriteId writeId,
      BiFunction<Tx, byte[], Future<ReplyBody>> work) {
    return by(connection, writeId, () -> connection.grants().requireSteward(space), work);
  }

  private Future<ReplyBody> by(
      Connection connection,
      WriteId writeId,
      Supplier<byte[]> key,
      BiFunction<Tx, byte[], Future<ReplyBody>> work) {
    byte[] writer = connection.grants().writer();
    if (writer == null) {
      throw Refused.notAllowed();
    }
    return answers.once(WriteKey.of(writer, writeId), tx -> work.apply(tx, key.get()));
  }

  /** Deletes spaces whose time has come. */
  public Future<Void> deleteDue(org.understory.server.postgres.Database database, long now) {
    return spaces
        .dueForDeletion(database, now)
        .compose(due -> {
          Future<Void> all = Future.succeededFuture();
          for (SpaceId space : due) {
            all =
                all.compose(done -> database.transaction(tx -> commits.delete(tx, space)))
                    .onSuccess(done -> tellDeleted(space));
          }
          return all;
        });
  }

  private void tellDeleted(SpaceId space) {
    fanOut.changed(space);
    fanOut.connectedTo(space).forEach(Connection::endSpace);
  }
}
