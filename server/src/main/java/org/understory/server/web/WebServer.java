package org.understory.server.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.understory.server.blob.BlobCalls;
import org.understory.server.config.Configuration;
import org.understory.server.config.Sources;
import org.understory.server.config.Tls;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Nonces.Nonce;
import org.understory.server.metrics.Metrics;
import org.understory.server.metrics.Metrics.Count;
import org.understory.wire.Limits;
import org.understory.wire.frame.Greeting;

/** Listens, serves the client, and takes WebSockets. Lives on one event loop. */
public final class WebServer {
  /** Where the client-server protocol is spoken. */
  public static final String SOCKET = "/v1/socket";

  private static final long CHECK_EVERY_MS = 5_000;
  private static final long QUIET_MS = 30_000;
  private static final long DEAD_MS = 75_000;

  private final Vertx vertx;
  private final Configuration configuration;
  private final Routes routes;
  private final BlobCalls blobs;
  private final FanOut fanOut;
  private final Metrics metrics;
  private final Sources sources;
  private final byte[] incarnation;
  private final Supplier<Future<Boolean>> healthy;
  private final int mostConnections;
  private final Set<Session> sessions = new LinkedHashSet<>();
  private final Loiterers loiterers = new Loiterers();
  private final HttpServer server;
  private boolean stopping;

  public WebServer(
      Vertx vertx,
      Configuration configuration,
      Routes routes,
      BlobCalls blobs,
      FanOut fanOut,
      Metrics metrics,
      Sources sources,
      byte[] incarnation,
      Supplier<Future<Boolean>> healthy,
      int mostConnections) {
    this.vertx = vertx;
    this.configuration = configuration;
    this.routes = routes;
    this.blobs = blobs;
    this.fanOut = fanOut;
    this.metrics = metrics;
    this.sources = sources;
    this.incarnation = incarnation;
    this.healthy = healthy;
    this.mostConnections = mostConnections;
    this.server =
        vertx
            .createHttpServer(options(configuration))
            .connectionHandler(connection -> loiterers.came(connection, sources.nowMillis()))
            .requestHandler(router());
  }

  private static HttpServerOptions options(Configuration configuration) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(configuration.host())
            .setPort(configuration.port())
            .setMaxWebSocketFrameSize(Limits.MAX_FRAME)
            .setMaxWebSocketMessageSize(Limits.MAX_FRAME)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setCompressionSupported(false)
            // Looking for HTTP/2 in clear, Vert.x waits for a first head without telling anybody.
            .setHttp2ClearTextEnabled(false)
            .setMaxHeaderSize(16_384)
            .setIdleTimeout(120)
            .setTcpNoDelay(true)
            .setAcceptBacklog(1_024)
            .setLogActivity(false);
    Tls tls = configuration.tls();
    if (tls != null) {
      options
          .setSsl(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(tls.certificate().toString())
                  .setKeyPath(tls.key().toString()));
    }
    return options;
  }

  private Router router() {
    Router router = Router.router(vertx);
    router
        .route()
        .handler(context -> {
          loiterers.asked(context.request());
          context.next();
        });
    router.route().handler(new SecurityHeaders(configuration));
    router.get("/healthz").handler(this::health);
    router.route(SOCKET).handler(this::upgrade);
    router.route(BlobCalls.PATH + "*").handler(context -> blobs.handle(context.request()));
    if (configuration.web() != null) {
      router.route().handler(new StaticClient(configuration.web()));
    }
    router
        .route()
        .handler(context ->
            context
                .response()
                .setStatusCode(404)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end("There is nothing here.\n"));
    // Vert.x would print the failing request's stack; nobody needs more than the status.
    router.errorHandler(500, context -> context.response().setStatusCode(500).end());
    return router;
  }

  private void health(RoutingContext context) {
    healthy
        .get()
        .onComplete(done -> {
          boolean well = done.succeeded() && done.result() && !stopping;
          context
              .response()
              .setStatusCode(well ? 200 : 503)
              .putHeader("Content-Type", "text/plain; charset=utf-8")
              .putHeader("Cache-Control", "no-store")
              .end(well ? "well\n" : "unwell\n");
        });
  }

  private void upgrade(RoutingContext context) {
    HttpServerRequest request = context.request();
    List<String> origins = request.headers().getAll("Origin");
    boolean foreign =
        !origins.isEmpty()
            && !(origins.size() == 1 && origins.getFirst().equals(configuration.origin().text()));
    if (foreign) {
      context.response().setStatusCode(403).end();
    } else if (stopping || sessions.size() >= mostConnections) {
      context.response().setStatusCode(503).putHeader("Retry-After", "10").end("full\n");
    } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      context.response().setStatusCode(400).end();
    } else {
      loiterers.left(request.connection());
      request.toWebSocket().onSuccess(this::accept);
    }
  }

  private void accept(ServerWebSocket webSocket) {
    Session session = new Session(webSocket, routes, fanOut, metrics, sources);
    sessions.add(session);
    metrics.add(Count.CONNECTIONS_OPENED);
    webSocket.closeHandler(closed -> {
      if (sessions.remove(session)) {
        metrics.add(Count.CONNECTIONS_CLOSED);
        session.closed();
      }
    });
    greet(session.connection());
  }

  private void greet(Connection connection) {
    Nonce nonce = connection.nonces().issue();
    connection.send(
        new Greeting(
            Limits.VERSION,
            incarnation,
            configuration.origin().text(),
            sources.nowMillis(),
            nonce.bytes(),
            nonce.expiry(),
            configuration.retention().bucketSeconds(),
            configuration.retention().contentCapSeconds()));
  }

  /** Listens; the future gives the port. */
  public Future<Integer> start() {
    vertx.setPeriodic(CHECK_EVERY_MS, ignored -> check());
    return server.listen().map(HttpServer::actualPort);
  }

  private void check() {
    long now = sources.nowMillis();
    new ArrayList<>(sessions).forEach(session -> session.check(now, QUIET_MS, DEAD_MS));
    loiterers.check(now);
  }

  /** Takes nobody any more and ends all connections. */
  public Future<Void> stop() {
    stopping = true;
    List<Future<Void>> ends = new ArrayList<>();
    for (Session session : List.copyOf(sessions)) {
      ends.add(session.endForShutdown());
    }
    return Future.join(ends).transform(ignored -> server.close());
  }

  /** How many are connected. */
  public int connected() {
    return sessions.size();
  }
}
