package org.understory.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Configuration;
import org.understory.server.config.Sources;
import org.understory.server.invite.TicketService;
import org.understory.server.log.LogService;
import org.understory.server.postgres.Address;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.ForbiddenSettings;
import org.understory.server.postgres.Migrations;
import org.understory.server.retention.BucketKeys;

/** What lives on the server's event loop: its start, its end, and what is asked of it meanwhile. */
final class Node extends VerticleBase {
  private static final long FLUSH_STEP_MS = 10;

  private final Vertx owner;
  private final Configuration given;
  private final Sources sources;
  private final Address address;
  private final Function<Boolean, byte[]> incarnation;
  private final int mostConnections;
  private @Nullable Database database;
  private @Nullable Wiring services;
  private int port;

  /**
   * @param incarnation gives the incarnation id; asked for another one, makes it
   */
  Node(
      Vertx owner,
      Configuration given,
      Sources sources,
      Address address,
      Function<Boolean, byte[]> incarnation,
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
          BucketKeys keys = BucketKeys.on(opened, owner, given.keys(), sources);
          return keys.load().compose(lost -> serve(opened, keys, lost));
        });
  }

  private Future<Void> serve(Database opened, BucketKeys keys, List<Long> lost) {
    // First another incarnation: what happens between it and the clearing happens again.
    byte[] id = incarnation.apply(!lost.isEmpty());
    Wiring wired = new Wiring(owner, given, sources, opened, keys, id, mostConnections);
    services = wired;
    return wired
        .retention()
        .prepare(lost)
        .compose(prepared -> wired.web().start())
        .onSuccess(listening -> {
          port = listening;
          wired.retention().start();
        })
        .mapEmpty();
  }

  /** Where it listens. */
  int port() {
    return port;
  }

  Future<Boolean> hasTickets() {
    return onLoop(Wiring::tickets).compose(TicketService::hasAny);
  }

  Future<Boolean> hasUsedTickets() {
    return onLoop(Wiring::tickets).compose(TicketService::hasUsed);
  }

  Future<byte[]> mintTicket() {
    return onLoop(Wiring::tickets).compose(TicketService::mint);
  }

  private <T> Future<T> onLoop(Function<Wiring, T> choice) {
    Wiring wired = services;
    return wired == null
        ? Future.failedFuture(new IllegalStateException("not started"))
        : Future.succeededFuture(choice.apply(wired));
  }

  /** A ticket for a database that this node does not serve. */
  static Future<byte[]> mintTicketIn(Vertx vertx, Address address, Sources sources) {
    Database database = Database.open(vertx, address);
    return Migrations.apply(vertx, database, address)
        .compose(done -> TicketService.on(database, sources).mint())
        .eventually(database::close);
  }

  /** Ends connections, waits for what is in flight, closes the database's client. */
  Future<Void> shutDown() {
    Promise<Void> done = Promise.promise();
    owner.runOnContext(ignored -> shutDownInOrder().onComplete(done));
    return done.future();
  }

  private Future<Void> shutDownInOrder() {
    Wiring wired = services;
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
