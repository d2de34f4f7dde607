package org.understory.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Debian's ejabberd, unpacked and not installed: XMPP over WebSocket, one room with an archive, no
 * distribution, nothing that limits the rate, and no presence handed round, which is in its favour.
 */
final class EjabberdPeer implements Peer {
  static final String SOCKET = "/ws";
  static final String SUBPROTOCOL = "xmpp";
  private static final String CONFIGURATION =
      """
      hosts: [localhost]
      loglevel: warning
      listen:
        - port: %d
          ip: "127.0.0.1"
          module: ejabberd_http
          backlog: 1024
          request_handlers:
            /ws: ejabberd_http_ws
      auth_method: [anonymous]
      anonymous_protocol: sasl_anon
      allow_multiple_connections: true
      websocket_ping_interval: 60
      websocket_timeout: 3600
      shaper: {}
      shaper_rules: {}
      acl: {}
      access_rules:
        everyone: {allow: all}
      modules:
        mod_mam:
          default: never
        mod_muc:
          host: conference.localhost
          access: everyone
          access_create: everyone
          max_users: 20000
          history_size: 0
          default_room_options:
            mam: true
            persistent: false
            presence_broadcast: []
            max_users: 20000
      """;

  private final Path directory;
  private final Path system;
  private final int port;
  private @Nullable Started started;

  /**
   * @param system the folder into which the packages were unpacked
   */
  EjabberdPeer(Path system) throws IOException {
    this.system = system;
    this.directory = Files.createTempDirectory("understory-bench-peer");
    this.port = Started.freePort();
    Files.writeString(directory.resolve("ejabberd.yml"), CONFIGURATION.formatted(port));
  }

  @Override
  public String name() {
    return "ejabberd";
  }

  @Override
  public long start() throws IOException, InterruptedException {
    long before = System.nanoTime();
    Path erlang = system.resolve("usr/lib/erlang");
    Path binaries = one(erlang, "erts-").resolve("bin");
    Path libraries = folderOfLibraries();
    started =
        Started.run(
            directory,
            Map.of(
                "ROOTDIR", erlang.toString(),
                "BINDIR", binaries.toString(),
                "EMU", "beam",
                "PROGNAME", "erl",
                "LD_LIBRARY_PATH", libraries.toString(),
                "HOME", directory.toString()),
            List.of(
                binaries.resolve("erlexec").toString(),
                "-boot",
                erlang.resolve("bin/start_clean").toString(),
                "+K",
                "true",
                "+P",
                "250000",
                "-start_epmd",
                "false",
                "-noinput",
                "-noshell",
                "-pa",
                ebin(libraries).toString(),
                "-mnesia",
                "dir",
                '"' + directory.resolve("spool").toString() + '"',
                "-ejabberd",
                "config",
                '"' + directory.resolve("ejabberd.yml").toString() + '"',
                "log_path",
                '"' + directory.resolve("ejabberd.log").toString() + '"',
                "-s",
                "ejabberd"));
    started.awaitSocket(port, SOCKET, SUBPROTOCOL, false);
    return System.nanoTime() - before;
  }

  /** Debian's folder for this machine's kind of libraries: it ends in -linux-gnu. */
  private Path folderOfLibraries() throws IOException {
    try (Stream<Path> all = Files.list(system.resolve("usr/lib"))) {
      return all.filter(each -> each.getFileName().toString().endsWith("-linux-gnu"))
          .findFirst()
          .orElseThrow(() -> new IOException("no libraries in " + system));
    }
  }

  private static Path ebin(Path libraries) throws IOException {
    try (Stream<Path> all = Files.list(libraries)) {
      return all.map(each -> each.resolve("ebin"))
          .filter(each -> Files.exists(each.resolve("ejabberd.app")))
          .findFirst()
          .orElseThrow(() -> new IOException("no ejabberd in " + libraries));
    }
  }

  private static Path one(Path folder, String prefix) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> each.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow(() -> new IOException("nothing like " + prefix + " in " + folder));
    }
  }

  @Override
  public Room room(Reactor reactor) {
    return new XmppRoom(port);
  }

  @Override
  public ProcessFigures process() {
    return ProcessFigures.of(running().handle());
  }

  @Override
  public ProcessFigures everything() {
    return ProcessFigures.withDescendants(running().handle());
  }

  private Started running() {
    return Objects.requireNonNull(started, "not started");
  }

  @Override
  public void stop() throws InterruptedException {
    if (started != null) {
      started.stop();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    stop();
    Started.remove(directory);
  }
}
