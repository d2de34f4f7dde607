package org.understory.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Configuration;
import org.understory.server.config.Configuration.Command;
import org.understory.server.config.ConfigurationException;
import org.understory.server.config.DataDirectory;
import org.understory.server.config.Origin;
import org.understory.server.config.Sources;
import org.understory.server.postgres.Address;
import org.understory.server.postgres.ControlBackup;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.EmbeddedPostgres;
import org.understory.server.postgres.LeftOver;
import org.understory.server.postgres.Migrations;

/** One running server. Starting and stopping block; do neither on an event loop. */
public final class Understory implements AutoCloseable {
  private static final long START_WITHIN_S = 60;

  private final Configuration configuration;
  private final DataDirectory data;
  private final @Nullable EmbeddedPostgres postgres;
  private final Vertx vertx;
  private final Node node;
  private final int port;
  private final List<String> announcements;

  private Understory(
      Configuration configuration,
      DataDirectory data,
      @Nullable EmbeddedPostgres postgres,
      Vertx vertx,
      Node node,
      int port,
      List<String> announcements) {
    this.configuration = configuration;
    this.data = data;
    this.postgres = postgres;
    this.vertx = vertx;
    this.node = node;
    this.port = port;
    this.announcements = announcements;
  }

  /**
   * Starts a server.
   *
   * @throws ConfigurationException when it cannot run like this, with a sentence
   */
  public static Understory start(Configuration configuration, Sources sources) {
    DataDirectory data = DataDirectory.open(configuration.data());
    if (!data.tryLock()) {
      throw new ConfigurationException(
          "Another server uses " + data.root() + ": stop it first, or choose another --data.");
    }
    EmbeddedPostgres postgres = null;
    Vertx vertx = null;
    try {
      Address address;
      String url = configuration.databaseUrl();
      if (url == null) {
        postgres = EmbeddedPostgres.start(data.root(), sources.randomness());
        address = EmbeddedPostgres.addressIn(data.root());
      } else {
        address = Address.of(url);
      }
      vertx = newVertx();
      Node node =
          new Node(
              vertx,
              configuration,
              sources,
              address,
              another ->
                  another
                      ? data.newIncarnation(sources.randomness())
                      : data.incarnation(sources.randomness()),
              OpenFiles.connectionsWithin(OpenFiles.limit()));
      await(vertx.deployVerticle(node).mapEmpty(), START_WITHIN_S);
      int port = node.port();
      Origin origin = configuration.origin();
      List<String> announcements = announcements(configuration, node, origin);
      return new Understory(configuration, data, postgres, vertx, node, port, announcements);
    } catch (RuntimeException e) {
      release(vertx, postgres, data);
      throw e;
    }
  }

  /** Sockets, timers and the database's client all live on one event loop. */
  private static Vertx newVertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(4)
            .setInternalBlockingPoolSize(4));
  }

  private static List<String> announcements(Configuration configuration, Node node, Origin origin) {
    boolean asked = configuration.command() == Command.RUN_WITH_TICKET;
    boolean given = await(node.hasTickets(), START_WITHIN_S);
    String running = "Understory is running at " + origin;
    if (given && !asked) {
      return await(node.hasUsedTickets(), START_WITHIN_S)
          ? List.of(running)
          : List.of(
              running,
              "A founding link was given out and is not used yet; --ticket prints another.");
    }
    byte[] ticket = await(node.mintTicket(), START_WITHIN_S);
    String words = given ? "Found a group: " : "Found the first group: ";
    return List.of(running, words + foundingLink(origin, ticket));
  }

  /** The link that a ticket goes into. */
  static String foundingLink(Origin origin, byte[] ticket) {
    return origin + "/f#v1." + Base64.getUrlEncoder().withoutPadding().encodeToString(ticket);
  }

  /**
   * A fresh founding link. Whoever may read the data directory may give one out: beside a running
   * server its database is used, otherwise it is started for the moment.
   */
  public static String newTicket(Configuration configuration, Sources sources) {
    byte[] ticket =
        beside(
            configuration,
            sources,
            (vertx, address) -> await(Node.mintTicketIn(vertx, address, sources), START_WITHIN_S));
    return foundingLink(configuration.origin(), ticket);
  }

  /** How many kinds of content have something that is over and not deleted yet. */
  public static long expired(Configuration configuration, Sources sources) {
    return beside(
        configuration,
        sources,
        (vertx, address) -> {
          Database database = Database.open(vertx, address);
          return await(
              LeftOver.kinds(database, sources.nowSeconds()).eventually(database::close),
              START_WITHIN_S);
        });
  }

  /** Writes a backup. */
  public static void backup(Configuration configuration, Sources sources) {
    Path directory = Objects.requireNonNull(configuration.backup(), "no directory");
    beside(
        configuration,
        sources,
        (vertx, address) -> {
          ControlBackup.write(address, directory);
          return true;
        });
  }

  /** Restores a backup. No server may run on the data directory. */
  public static void restore(Configuration configuration, Sources sources) {
    Path directory = Objects.requireNonNull(configuration.backup(), "no directory");
    try (DataDirectory data = DataDirectory.open(configuration.data())) {
      if (!data.tryLock()) {
        throw new ConfigurationException(
            "A server uses " + data.root() + ": stop it first, or choose another --data.");
      }
    }
    beside(
        configuration,
        sources,
        (vertx, address) -> {
          Database database = Database.open(vertx, address);
          await(
              Migrations.apply(vertx, database, address).eventually(database::close),
              START_WITHIN_S);
          ControlBackup.restore(address, directory);
          return true;
        });
  }

  private static <T> T beside(
      Configuration configuration, Sources sources, BiFunction<Vertx, Address, T> work) {
    DataDirectory data = DataDirectory.open(configuration.data());
    EmbeddedPostgres postgres = null;
    Vertx vertx = null;
    try {
      String url = configuration.databaseUrl();
      if (url == null && data.tryLock()) {
        postgres = EmbeddedPostgres.start(data.root(), sources.randomness());
      }
      Address address = url == null ? EmbeddedPostgres.addressIn(data.root()) : Address.of(url);
      vertx = newVertx();
      return work.apply(vertx, address);
    } finally {
      release(vertx, postgres, data);
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** What to tell whoever started it: the address, and a founding link when there is one. */
  public List<String> announcements() {
    return announcements;
  }

  /** The process id of the embedded database; negative: there is none. */
  public long databasePid() {
    return postgres == null ? -1 : postgres.pid();
  }

  /** What it was started with. */
  public Configuration configuration() {
    return configuration;
  }

  /** Ends connections, finishes what is in flight, and stops the database. */
  @Override
  public void close() {
    try {
      await(node.shutDown(), 20);
    } catch (ConfigurationException e) {
      // The database keeps what was acknowledged; everything else was not.
    }
    release(vertx, postgres, data);
  }

  private static void release(
      @Nullable Vertx vertx, @Nullable EmbeddedPostgres postgres, DataDirectory data) {
    if (vertx != null) {
      try {
        await(vertx.close(), 10);
      } catch (ConfigurationException e) {
        // it ends with the process
      }
    }
    if (postgres != null) {
      postgres.stop();
    }
    data.close();
  }

  private static <T> T await(Future<T> future, long seconds) {
    CompletableFuture<T> waiting = future.toCompletionStage().toCompletableFuture();
    try {
      return waiting.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof ConfigurationException sentence) {
        throw sentence;
      }
      if (cause instanceof BindException) {
        throw new ConfigurationException(
            "The port is taken by another program: choose another --port.", cause);
      }
      throw new ConfigurationException(
          "The server could not be started: " + Database.describe(cause) + ".", cause);
    } catch (TimeoutException e) {
      throw new ConfigurationException("The server did not answer in time.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigurationException("The start was interrupted.", e);
    }
  }
}
