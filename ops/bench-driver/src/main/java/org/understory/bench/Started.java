package org.understory.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process under load, what it said so far, and its directory. */
final class Started {
  private static final Duration START = Duration.ofSeconds(60);

  private final Path said;
  private final Process process;

  private Started(Path said, Process process) {
    this.said = said;
    this.process = process;
  }

  /** Starts a command in a directory; what it says goes to a file there. */
  static Started run(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    Path said = directory.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    // Whoever ends the measurement early leaves no server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end of the server"));
    return new Started(said, process);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  String said() throws IOException {
    return Files.readString(said);
  }

  /** Waits until a WebSocket connection is accepted: connects anew until it is. */
  void awaitSocket(int port, String path, String subprotocol, boolean serverSpeaksFirst)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IOException("the server ended at once:\n" + said());
      }
      if (accepts(port, path, subprotocol, serverSpeaksFirst)) {
        return;
      }
      Thread.sleep(10);
    }
    throw new IOException("no connection within " + START.toSeconds() + " s:\n" + said());
  }

  private static boolean accepts(
      int port, String path, String subprotocol, boolean serverSpeaksFirst) {
    boolean[] seen = new boolean[1];
    Link.Listener listener =
        new Link.Listener() {
          @Override
          public void opened(Link link) {
            seen[0] |= !serverSpeaksFirst;
          }

          @Override
          public void message(Link link, byte[] bytes, int start, int end) {
            seen[0] = true;
          }
        };
    try (Reactor reactor = new Reactor()) {
      reactor.connect(port, path, subprotocol, listener);
      return reactor.workUntil(() -> seen[0], Duration.ofSeconds(2));
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Asks it to end, and ends it after 20 seconds. */
  void stop() throws InterruptedException {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    for (ProcessHandle each : family) {
      awaitEnd(each);
    }
  }

  /** What the process itself started ends with it; what does not within 10 seconds is ended. */
  private static void awaitEnd(ProcessHandle process) throws InterruptedException {
    for (int waited = 0; process.isAlive() && waited < 10_000; waited += 10) {
      Thread.sleep(10);
    }
    process.destroyForcibly();
  }

  /** A port that nobody listens on now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(file -> {
            try {
              Files.delete(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
