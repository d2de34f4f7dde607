package org.understory.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.understory.server.access.AccessRoutes;
import org.understory.server.blob.BlobCalls;
import org.understory.server.blob.BlobContent;
import org.understory.server.blob.BlobRoutes;
import org.understory.server.blob.BlobService;
import org.understory.server.chain.ChainRoutes;
import org.understory.server.chain.ChainService;
import org.understory.server.commit.CommitRoutes;
import org.understory.server.config.Configuration;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Wakeups;
import org.understory.server.invite.Drops;
import org.understory.server.invite.InviteRoutes;
import org.understory.server.invite.LinkRoutes;
import org.understory.server.invite.TicketService;
import org.understory.server.knock.KnockRoutes;
import org.understory.server.knock.KnockService;
import org.understory.server.lease.LeaseRoutes;
import org.understory.server.lease.LeaseService;
import org.understory.server.log.LogContent;
import org.understory.server.log.LogRoutes;
import org.understory.server.log.LogService;
import org.understory.server.mailbox.MailboxContent;
import org.understory.server.mailbox.MailboxRoutes;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.metrics.Metrics;
import org.understory.server.postgres.Database;
import org.understory.server.prekey.PreKeyRoutes;
import org.understory.server.prekey.PreKeyService;
import org.understory.server.quota.QuotaService;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.retention.BucketKeys;
import org.understory.server.retention.RetentionService;
import org.understory.server.roster.RosterService;
import org.understory.server.slot.SlotService;
import org.understory.server.space.SpaceService;
import org.understory.server.web.Routes;
import org.understory.server.web.WebServer;
import org.understory.server.write.WriteAnswerService;

/** All services and routes of one node, put together by hand. */
final class Wiring {
  private static final long SWEEP_EVERY_MS = 60_000;

  private final Configuration given;
  private final Sources sources;
  private final Retention time;
  private final Metrics metrics = new Metrics();
  private final FanOut fanOut = new FanOut();
  private final RateLimits limits;
  private final WriteAnswerService answers;
  private final SpaceService spaces;
  private final QuotaService quotas;
  private final LogService logs;
  private final RosterService rosters;
  private final SlotService slots;
  private final MailboxService mailboxes;
  private final PreKeyService preKeys;
  private final Drops drops;
  private final KnockService knocks;
  private final LeaseService leases;
  private final ChainService chains;
  private final BlobService blobs;
  private final TicketService tickets;
  private final RetentionService retention;
  private final WebServer web;

  Wiring(
      Vertx vertx,
      Configuration given,
      Sources sources,
      Database database,
      BucketKeys keys,
      byte[] incarnation,
      int mostConnections) {
    this.given = given;
    this.sources = sources;
    this.time = given.retention();
    Wakeups wakeups = Wakeups.alone();
    wakeups.onWritten(fanOut::wake);
    limits = new RateLimits(sources);
    vertx.setPeriodic(SWEEP_EVERY_MS, ignored -> limits.sweep());
    answers = WriteAnswerService.on(database, sources);
    spaces = SpaceService.on(database);
    quotas = QuotaService.on(database, sources, given.quotas());
    logs = LogService.on(database, keys, quotas, answers, fanOut, wakeups, sources);
    rosters = RosterService.on(database, fanOut, wakeups, sources, time);
    slots = SlotService.on(database, fanOut, sources, time);
    mailboxes = MailboxService.on(database, keys, quotas, fanOut, sources, time);
    preKeys = PreKeyService.on(database, mailboxes);
    drops = Drops.on(database, mailboxes, fanOut, sources, time);
    knocks = KnockService.on(database, mailboxes);
    leases = LeaseService.on(database, fanOut);
    chains = ChainService.on(database, fanOut, wakeups);
    Path blobFiles = given.data().resolve("blobs");
    blobs = BlobService.on(database, vertx, keys, given.quotas(), blobFiles);
    tickets = TicketService.on(database, sources);
    CommitRoutes commits =
        new CommitRoutes(
            spaces, logs, rosters, slots, mailboxes, preKeys, drops, knocks, leases, tickets, blobs,
            answers, fanOut, limits, sources, time);
    retention = expiry(vertx, database, keys, commits);
    web =
        new WebServer(
            vertx,
            given,
            routes(commits),
            new BlobCalls(vertx, blobs, sources.randomness(), given.origin().text()),
            fanOut,
            metrics,
            sources,
            incarnation,
            () -> database.run("SELECT 1").map(rows -> true),
            mostConnections);
  }

  private Routes routes(CommitRoutes commits) {
    return new Routes(
        new AccessRoutes(
            spaces, mailboxes, drops.invites(), knocks, fanOut, limits, given.origin()),
        new LogRoutes(logs, chains, rosters, fanOut, limits, sources, time),
        new MailboxRoutes(mailboxes, slots, spaces, answers, fanOut, limits, sources, time),
        new PreKeyRoutes(preKeys, spaces, answers, limits),
        new InviteRoutes(drops.requests(), mailboxes, answers, fanOut, limits),
        new LinkRoutes(drops.links(), answers, fanOut, limits),
        new KnockRoutes(knocks, logs, answers, fanOut, limits, sources, time),
        new LeaseRoutes(leases, answers, fanOut, limits),
        new ChainRoutes(chains, spaces, answers, limits),
        new BlobRoutes(blobs, spaces, answers, limits, sources, time),
        commits);
  }

  private RetentionService expiry(
      Vertx vertx, Database database, BucketKeys keys, CommitRoutes commits) {
    return RetentionService.on(
        database,
        vertx,
        keys,
        List.of(
            LogContent.on(database),
            MailboxContent.on(database),
            BlobContent.on(database, vertx, given.data().resolve("blobs"))),
        List.of(
            mailboxes::forget,
            rosters::blankExpired,
            slots::deleteExpired,
            drops.invites()::closeOver,
            now -> commits.deleteDue(database, now).map(done -> 0),
            now -> {
              quotas.forget();
              return Future.succeededFuture(0);
            }),
        metrics,
        sources,
        time);
  }

  LogService logs() {
    return logs;
  }

  TicketService tickets() {
    return tickets;
  }

  RetentionService retention() {
    return retention;
  }

  WebServer web() {
    return web;
  }
}
