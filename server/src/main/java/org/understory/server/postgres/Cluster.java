package org.understory.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.understory.server.config.ConfigurationException;
import org.understory.server.config.DataDirectory;
import org.understory.server.config.Randomness;

/** The files of the embedded database: made once, of one version, used by one postmaster. */
final class Cluster {
  private static final String MAJOR = "18";

  private final Path directory;
  private final Path cluster;
  private final Path binaries;
  private final PostgresUser user;

  Cluster(Path directory, Path binaries, PostgresUser user) {
    this.directory = directory;
    this.cluster = directory.resolve("cluster");
    this.binaries = binaries;
    this.user = user;
  }

  /** Makes the cluster where there is none, and frees it of a postmaster that nobody owns. */
  void prepare(Randomness randomness) throws IOException, InterruptedException {
    if (!Files.exists(cluster.resolve("PG_VERSION"))) {
      initialise(randomness);
    }
    checkVersion();
    endOrphan();
  }

  /** Whether the postmaster with this process id takes connections. */
  boolean isReady(long pid) throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    List<String> lines = Files.exists(pidFile) ? readLines(pidFile) : List.of();
    return lines.size() >= 8
        && lines.get(0).strip().equals(Long.toString(pid))
        && lines.get(7).strip().equals("ready");
  }

  private void initialise(Randomness randomness) throws IOException, InterruptedException {
    Path partial = directory.resolve("cluster.partial");
    Path password = directory.resolve("password");
    Path given = directory.resolve("password.initdb");
    removeTree(partial);
    PostgresUser maker = user.forInitdb();
    maker.makeOwnDirectory(partial);
    Files.deleteIfExists(given);
    byte[] secret = Base64.getUrlEncoder().withoutPadding().encode(randomness.bytes(24));
    DataDirectory.writeSecret(given, secret);
    maker.giveAway(given);
    List<String> initdb =
        List.of(
            binaries.resolve("bin/initdb").toString(),
            "-D",
            partial.toString(),
            "-U",
            Address.USER,
            "-A",
            "scram-sha-256",
            "--pwfile=" + given,
            "--data-checksums",
            "-E",
            "UTF8",
            "--locale=C");
    Path output = directory.resolve("initdb.log");
    Process process =
        new ProcessBuilder(maker.command(false, initdb))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("initdb failed; " + output + " says why");
    }
    Files.deleteIfExists(output);
    Files.deleteIfExists(given);
    Files.deleteIfExists(password);
    DataDirectory.writeSecret(password, secret);
    user.giveAway(partial);
    Files.move(partial, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void removeTree(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> paths = Files.walk(tree)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void checkVersion() throws IOException {
    String version = Files.readString(cluster.resolve("PG_VERSION")).strip();
    if (!version.equals(MAJOR)) {
      throw new ConfigurationException(
          "The database in "
              + cluster
              + " was made by PostgreSQL "
              + version
              + ", this server brings "
              + MAJOR
              + ": start it with the server version that made it, or choose another --data.");
    }
  }

  /** Ends a postmaster that outlived its server; the caller holds the data directory's lock. */
  private void endOrphan() throws IOException, InterruptedException {
    Path pidFile = cluster.resolve("postmaster.pid");
    List<String> lines = Files.exists(pidFile) ? readLines(pidFile) : List.of();
    if (lines.isEmpty()) {
      return;
    }
    Optional<ProcessHandle> orphan = processOf(lines.get(0).strip());
    if (orphan.isEmpty() || !isOurs(orphan.get())) {
      return;
    }
    interrupt(orphan.get());
    for (int i = 0; i < 1_000 && orphan.get().isAlive(); i++) {
      Thread.sleep(10);
    }
    if (orphan.get().isAlive()) {
      orphan.get().destroyForcibly();
      Thread.sleep(500);
    }
  }

  private static Optional<ProcessHandle> processOf(String pid) {
    try {
      return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean isOurs(ProcessHandle handle) throws IOException {
    Path expected = binaries.resolve("bin/postgres").toRealPath();
    Optional<String> command = handle.info().command();
    return command.isPresent() && Path.of(command.get()).equals(expected);
  }

  /** Tells a postmaster to end its connections and stop. */
  static void interrupt(ProcessHandle handle) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -INT \"$1\"", "sh", Long.toString(handle.pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static List<String> readLines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
