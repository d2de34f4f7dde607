package org.understory.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.understory.server.access.AccessRoutes;
import org.understory.server.commit.CommitRoutes;
import org.understory.server.config.Configuration;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Wakeups;
import org.understory.server.invite.InviteRoutes;
import org.understory.server.invite.InviteService;
import org.understory.server.log.LogRoutes;
import org.understory.server.log.LogService;
import org.understory.server.mailbox.MailboxRoutes;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.metrics.Metrics;
import org.understory.server.postgres.Address;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.ForbiddenSettings;
import org.understory.server.postgres.Migrations;
import org.understory.server.prekey.PreKeyRoutes;
import org.understory.server.prekey.PreKeyService;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.retention.RetentionService;
import org.understory.server.roster.RosterService;
import org.understory.server.slot.SlotService;
import org.understory.server.space.SpaceService;
import org.understory.server.web.Routes;
import org.understory.server.web.WebServer;
import org.understory.server.write.WriteAnswerService;

/** Everything that lives on the server's event loop, wired together. */
final class Node extends VerticleBase {
  private static final long SWEEP_EVERY_MS = 60_000;
  private static final long FLUSH_STEP_MS = 10;

  private final Vertx owner;
  private final Configuration given;
  private final Sources sources;
  private final Address address;
  private final byte[] incarnation;
  private final int mostConnections;
  private final Metrics metrics = new Metrics();
  private @Nullable Database database;
  private @Nullable Services services;
  private int port;

  private record Services(
      LogService logs, InviteService invites, RetentionService retention, WebServer web) {}

  Node(
      Vertx owner,
      Configuration given,
      Sources sources,
      Address address,
      byte[] incarnation,
      int mostConnections) {
    this.owner = owner;
    this.given = given;
    this.sources = sources;
    this.address = address;
    this.incarnation = incarnation;
    this.mostConnections = mostConnections;
  }

  @Override
  public Future<?> start() {
    Database opened = Database.open(owner, address);
    database = opened;
    return ForbiddenSettings.refuse(opened)
        .compose(done -> Migrations.apply(owner, opened, address))
        .compose(done -> {
          Services wired = wire(opened);
          services = wired;
          return wired
              .retention()
              .prepare()
              .compose(prepared -> wired.web().start())
              .onSuccess(listening -> {
                port = listening;
                wired.retention().start();
              });
        });
  }

  private Services wire(Database opened) {
    Retention retention = given.retention();
    FanOut fanOut = new FanOut();
    Wakeups wakeups = Wakeups.alone();
    wakeups.onWritten(fanOut::wake);
    RateLimits limits = new RateLimits(sources);
    owner.setPeriodic(SWEEP_EVERY_MS, ignored -> limits.sweep());

    WriteAnswerService answers = WriteAnswerService.on(opened, sources);
    SpaceService spaces = SpaceService.on(opened);
    LogService logs = LogService.on(opened, answers, fanOut, wakeups, sources);
    RosterService rosters = RosterService.on(opened, fanOut, wakeups, sources, retention);
    SlotService slots = SlotService.on(opened, fanOut, sources, retention);
    MailboxService mailboxes = MailboxService.on(opened, fanOut, sources, retention);
    PreKeyService preKeys = PreKeyService.on(opened, mailboxes);
    InviteService invites = InviteService.on(opened, mailboxes, fanOut, sources, retention);

    CommitRoutes commits =
        new CommitRoutes(
            spaces, logs, rosters, slots, mailboxes, preKeys, invites, answers, fanOut, limits,
            sources, retention);
    Routes routes =
        new Routes(
            new AccessRoutes(spaces, mailboxes, invites, fanOut, limits, given.origin()),
            new LogRoutes(logs, rosters, fanOut, limits, sources, retention),
            new MailboxRoutes(
                mailboxes, slots, spaces, answers, fanOut, limits, sources, retention),
            new PreKeyRoutes(preKeys, spaces, answers, limits),
            new InviteRoutes(invites, mailboxes, answers, fanOut, limits),
            commits);
    RetentionService expiry =
        RetentionService.on(
            opened,
            owner,
            List.of(
                logs::deleteExpired,
                mailboxes::deleteExpired,
                rosters::blankExpired,
                slots::deleteExpired,
                invites::closeOver,
                now -> commits.deleteDue(opened, now).map(done -> 0)),
            metrics,
            sources,
            retention);
    WebServer web =
        new WebServer(
            owner,
            given,
            routes,
            fanOut,
            metrics,
            sources,
            incarnation,
            () -> opened.run("SELECT 1").map(rows -> true),
            mostConnections);
    return new Services(logs, invites, expiry, web);
  }

  /** Where it listens. */
  int port() {
    return port;
  }

  Future<Boolean> hasTickets() {
    return onLoop(Services::invites).compose(InviteService::hasTickets);
  }

  Future<Boolean> hasUsedTickets() {
    return onLoop(Services::invites).compose(InviteService::hasUsedTickets);
  }

  Future<byte[]> mintTicket() {
    return onLoop(Services::invites).compose(InviteService::mintTicket);
  }

  private <T> Future<T> onLoop(Function<Services, T> choice) {
    Services wired = services;
    return wired == null
        ? Future.failedFuture(new IllegalStateException("not started"))
        : Future.succeededFuture(choice.apply(wired));
  }

  /** A ticket for a database that this node does not serve. */
  static Future<byte[]> mintTicketIn(Vertx vertx, Address address, Sources sources) {
    Database database = Database.open(vertx, address);
    Retention retention = new Retention(3_600, 3_600);
    FanOut fanOut = new FanOut();
    MailboxService mailboxes = MailboxService.on(database, fanOut, sources, retention);
    InviteService invites = InviteService.on(database, mailboxes, fanOut, sources, retention);
    return Migrations.apply(vertx, database, address)
        .compose(done -> invites.mintTicket())
        .eventually(database::close);
  }

  /** Ends connections, waits for what is in flight, closes the database's client. */
  Future<Void> shutDown() {
    Promise<Void> done = Promise.promise();
    owner.runOnContext(ignored -> shutDownInOrder().onComplete(done));
    return done.future();
  }

  private Future<Void> shutDownInOrder() {
    Services wired = services;
    Database opened = database;
    if (wired == null || opened == null) {
      return Future.succeededFuture();
    }
    return wired
        .web()
        .stop()
        .transform(stopped -> flushed(wired.logs()))
        .transform(flushed -> wired.retention().stop())
        .transform(stopped -> opened.close());
  }

  private Future<Void> flushed(LogService logs) {
    if (logs.waiting() == 0) {
      return Future.succeededFuture();
    }
    Promise<Void> later = Promise.promise();
    owner.setTimer(FLUSH_STEP_MS, ignored -> flushed(logs).onComplete(later));
    return later.future();
  }
}
