package org.understory.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Our own server on its embedded PostgreSQL, as {@code ops/run} starts it: 512 MB of heap. */
final class UnderstoryPeer implements Peer {
  static final String SOCKET = "/v1/socket";
  private static final Duration LINK = Duration.ofSeconds(10);
  private static final Pattern TICKET = Pattern.compile("/f#v1\\.([A-Za-z0-9_-]+)");

  private final Path directory;
  private final Path data;
  private final Path jar;
  private final int port;
  private final List<String> more;
  private @Nullable Started started;

  /**
   * @param jar the server's, with its libraries beside it
   * @param more options of the server
   */
  UnderstoryPeer(Path jar, String... more) throws IOException {
    this.more = List.of(more);
    this.jar = jar;
    this.directory = Files.createTempDirectory("understory-bench");
    this.data = directory.resolve("data");
    this.port = Started.freePort();
    Files.createDirectories(data.resolve("cache"));
  }

  @Override
  public String name() {
    return "understory";
  }

  @Override
  public long start() throws IOException, InterruptedException {
    long before = System.nanoTime();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + data.resolve("cache/server.jsa"),
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-Djava.io.tmpdir=" + data.resolve("cache"),
                "-jar",
                jar.toString(),
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--ticket"));
    command.addAll(more);
    started = Started.run(directory, Map.of(), command);
    started.awaitSocket(port, SOCKET, "", true);
    return System.nanoTime() - before;
  }

  @Override
  public Room room(Reactor reactor) throws IOException {
    return UnderstoryRoom.found(reactor, port, ticket(reactor));
  }

  /** A group of whole members. */
  LiveGroup live(Reactor reactor) throws IOException {
    String origin = "http://localhost:" + port;
    return new LiveGroup(reactor, port, origin + "/f#v1." + ticket(reactor), this::restart);
  }

  private void restart() throws IOException, InterruptedException {
    stop();
    start();
  }

  /** Everything that it keeps. */
  Path data() {
    return data;
  }

  /** What the program says when it is asked, beside the running server, with an option. */
  String asked(String option) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "--data",
                data.toString(),
                option)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the program would not tell " + option);
    }
    return said;
  }

  /** Where it listens, on this machine alone. */
  int port() {
    return port;
  }

  /** The ticket of the founding link that it printed. */
  String ticket(Reactor reactor) throws IOException {
    Matcher link = TICKET.matcher(running().said());
    // The link is printed right after the socket opens.
    if (!reactor.workUntil(() -> link.reset(saidSoFar()).find(), LINK)) {
      throw new IOException("the server printed no founding link:\n" + running().said());
    }
    return link.group(1);
  }

  @Override
  public ProcessFigures process() {
    return ProcessFigures.of(running().handle());
  }

  @Override
  public ProcessFigures everything() {
    return ProcessFigures.withDescendants(running().handle());
  }

  @Override
  public void stop() throws InterruptedException {
    if (started != null) {
      started.stop();
    }
  }

  private String saidSoFar() {
    try {
      return running().said();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Started running() {
    return Objects.requireNonNull(started, "not started");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    stop();
    Started.remove(directory);
  }
}
