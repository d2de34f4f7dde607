package org.understory.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A child JVM that runs the real program. */
final class ServerProcess implements AutoCloseable {
  final Process process;
  final int port;
  @Nullable String link;

  ServerProcess(Path data, int port, String... prefix) throws IOException {
    this.port = port;
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--data",
            data.toString(),
            "--port",
            Integer.toString(port),
            "--bucket-seconds",
            "1",
            "--content-cap-seconds",
            "600"));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> said = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.add(line);
      if (line.contains("/f#v1.")) {
        link = line;
      }
      if (line.startsWith("Open files")) {
        return;
      }
    }
    throw new AssertionError("the server did not start: " + said);
  }

  byte[] ticket() {
    String found = link;
    if (found == null) {
      throw new AssertionError("no founding link");
    }
    return TestServer.Running.ticketOf(found);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Kills it after a while; the thread that does. */
  Thread killSoon(long afterMs) {
    Thread killer =
        new Thread(() -> {
          try {
            Thread.sleep(afterMs);
            kill();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    killer.start();
    return killer;
  }
}
