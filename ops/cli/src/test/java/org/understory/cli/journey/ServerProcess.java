package org.understory.cli.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The real server in a process of its own, on its own PostgreSQL. */
final class ServerProcess implements AutoCloseable {
  private final Path folder;
  private final int port;
  private Process process;
  private @Nullable String foundingLink;

  private ServerProcess(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts one with expiry buckets of ten seconds; it answers when this returns. */
  static ServerProcess start(Path folder) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ServerProcess server = new ServerProcess(folder, port, launch(folder, port));
    server.awaitAnnouncement();
    return server;
  }

  private static Process launch(Path folder, int port) throws IOException {
    return Jvm.of(
            folder,
            "org.understory.server.Main",
            List.of(
                "--data",
                folder.resolve("data").toString(),
                "--port",
                Integer.toString(port),
                "--bucket-seconds",
                "10"))
        .start();
  }

  private void awaitAnnouncement() throws IOException {
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      int link = line.indexOf("http://localhost:" + port + "/f#");
      if (link >= 0) {
        foundingLink = line.substring(link);
      }
      if (line.startsWith("Open files")) {
        return;
      }
    }
    throw new IOException("the server ended instead of starting");
  }

  String foundingLink() {
    if (foundingLink == null) {
      throw new IllegalStateException("the server printed no founding link");
    }
    return foundingLink;
  }

  /** Ends it without any warning, as a loss of power would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void restart() throws IOException {
    process = launch(folder, port);
    awaitAnnouncement();
  }

  @Override
  public void close() throws InterruptedException {
    Jvm.end(process);
  }
}
