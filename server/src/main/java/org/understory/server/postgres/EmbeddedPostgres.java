package org.understory.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.ConfigurationException;
import org.understory.server.config.DataDirectory;
import org.understory.server.config.Randomness;

/**
 * A real PostgreSQL that belongs to the server: unpacked, set up, started, watched and stopped by
 * it, reachable through a Unix socket in a private directory alone, durable.
 *
 * <p>When it dies it is started again; when the server dies, the kernel interrupts it (Linux), and
 * the next start ends what is left of it. Thread-safe.
 */
public final class EmbeddedPostgres {
  private static final System.Logger LOG = System.getLogger("understory.postgres");
  private static final String MAJOR = "18";
  private static final int LONGEST_SOCKET_PATH = 90;
  private static final long READY_WITHIN_MS = 60_000;

  private final Path directory;
  private final Path cluster;
  private final Path run;
  private final Path log;
  private final Randomness randomness;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile @Nullable Process process;
  private volatile @Nullable Throwable failure;

  private EmbeddedPostgres(Path dataDirectory, Randomness randomness) {
    this.directory = dataDirectory.resolve("postgres");
    this.cluster = directory.resolve("cluster");
    this.log = directory.resolve("postgres.log");
    this.run = runDirectory(directory);
    this.randomness = randomness;
  }

  /** How the cluster of a data directory is reached, whether it runs or not. */
  public static Address addressIn(Path dataDirectory) {
    Path directory = dataDirectory.resolve("postgres");
    try {
      String password = Files.readString(directory.resolve("password"));
      return Address.socket(runDirectory(directory), password.strip());
    } catch (IOException e) {
      throw new ConfigurationException(
          "The database in " + directory + " cannot be read by this user.", e);
    }
  }

  /**
   * Starts the cluster of a data directory, making it the first time. Blocks until it answers.
   *
   * @throws ConfigurationException when it cannot be started, with a sentence that says why
   */
  public static EmbeddedPostgres start(Path dataDirectory, Randomness randomness) {
    EmbeddedPostgres postgres = new EmbeddedPostgres(dataDirectory, randomness);
    try {
      postgres.prepareAndStart();
    } catch (IOException e) {
      throw new ConfigurationException(
          "PostgreSQL could not be started: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigurationException("PostgreSQL's start was interrupted.", e);
    }
    return postgres;
  }

  /** The process id of the running database. */
  public long pid() {
    Process current = process;
    return current == null ? -1 : current.pid();
  }

  /** Ends it cleanly and waits. Harmless when repeated. */
  public void stop() {
    stopping = true;
    Process current = process;
    try {
      if (current != null && current.isAlive()) {
        interrupt(current.toHandle());
        if (!current.waitFor(30, TimeUnit.SECONDS)) {
          current.destroyForcibly().waitFor();
        }
      }
      ended.await(5, TimeUnit.SECONDS);
      if (!run.startsWith(directory)) {
        Files.deleteIfExists(run);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "PostgreSQL could not be told to stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void prepareAndStart() throws IOException, InterruptedException {
    Files.createDirectories(directory);
    if (DataDirectory.isRoot()) {
      DataDirectory.setPermissions(directory, "rwx--x--x");
    }
    Path binaries = PostgresBinaries.unpackedIn(directory);
    PostgresUser user = PostgresUser.forDirectory(directory);
    if (!Files.exists(cluster.resolve("PG_VERSION"))) {
      initialise(binaries, user);
    }
    checkVersion();
    endOrphan(binaries);
    user.makeOwnDirectory(run);
    Files.deleteIfExists(log);
    Files.createFile(
        log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    List<String> command = user.command(true, serverCommand(binaries));
    CountDownLatch ready = new CountDownLatch(1);
    Thread keeper = new Thread(() -> keep(command, ready), "postgres");
    keeper.setDaemon(true);
    keeper.start();
    if (!ready.await(READY_WITHIN_MS, TimeUnit.MILLISECONDS) || failure != null) {
      stop();
      throw new IOException("it does not answer; " + log + " has its last words");
    }
  }

  /**
   * Starts it and waits for its end, again and again until stopped. It runs on a thread that lives
   * as long as the database: the kernel sends the parent's death signal when the thread that
   * spawned a process ends.
   */
  private void keep(List<String> command, CountDownLatch ready) {
    try {
      while (!stopping) {
        Process started = spawn(command);
        process = started;
        if (awaitReady(started)) {
          ready.countDown();
        }
        int status = started.waitFor();
        if (!stopping) {
          if (ready.getCount() > 0) {
            throw new IOException("status " + status);
          }
          LOG.log(System.Logger.Level.WARNING, "PostgreSQL ended by itself and is started again");
          Thread.sleep(200);
        }
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ready.countDown();
      ended.countDown();
    }
  }

  private Process spawn(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private boolean awaitReady(Process started) throws IOException, InterruptedException {
    Path pidFile = cluster.resolve("postmaster.pid");
    String pid = Long.toString(started.pid());
    for (long waited = 0; waited < READY_WITHIN_MS && started.isAlive(); waited += 5) {
      if (Files.exists(pidFile)) {
        List<String> lines = readLines(pidFile);
        if (lines.size() >= 8
            && lines.get(0).strip().equals(pid)
            && lines.get(7).strip().equals("ready")) {
          return true;
        }
      }
      Thread.sleep(5);
    }
    return false;
  }

  private static List<String> readLines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (java.nio.file.NoSuchFileException e) {
      return List.of();
    }
  }

  private List<String> serverCommand(Path binaries) {
    String settings =
        """
        listen_addresses=
        unix_socket_permissions=0700
        log_statement=none
        log_min_error_statement=panic
        log_min_messages=fatal
        log_error_verbosity=terse
        log_parameter_max_length=0
        log_parameter_max_length_on_error=0
        log_checkpoints=off
        log_lock_waits=off
        shared_buffers=64MB
        max_connections=24
        max_wal_size=256MB
        min_wal_size=32MB
        jit=off
        fsync=on
        synchronous_commit=on
        full_page_writes=on
        """;
    List<String> command = new java.util.ArrayList<>();
    command.add(binaries.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", cluster.toString()));
    command.addAll(List.of("-c", "unix_socket_directories=" + run));
    settings.lines().forEach(setting -> command.addAll(List.of("-c", setting)));
    return command;
  }

  private void initialise(Path binaries, PostgresUser user)
      throws IOException, InterruptedException {
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
      try (var paths = Files.walk(tree)) {
        for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
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
  private void endOrphan(Path binaries) throws IOException, InterruptedException {
    Path pidFile = cluster.resolve("postmaster.pid");
    List<String> lines = Files.exists(pidFile) ? readLines(pidFile) : List.of();
    if (lines.isEmpty()) {
      return;
    }
    Optional<ProcessHandle> orphan = processOf(lines.get(0).strip());
    if (orphan.isEmpty() || !isOurs(orphan.get(), binaries)) {
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

  private static boolean isOurs(ProcessHandle handle, Path binaries) throws IOException {
    Path expected = binaries.resolve("bin/postgres").toRealPath();
    Optional<String> command = handle.info().command();
    return command.isPresent() && Path.of(command.get()).equals(expected);
  }

  private static void interrupt(ProcessHandle handle) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -INT \"$1\"", "sh", Long.toString(handle.pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /**
   * Where the socket lies. The kernel allows about 100 bytes for its path, so a deep data directory
   * gets a private directory of a fixed name below the temporary directory, removed at the end.
   */
  private static Path runDirectory(Path directory) {
    Path own = directory.resolve("run");
    if (own.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length
        <= LONGEST_SOCKET_PATH - ".s.PGSQL.5432".length()) {
      return own;
    }
    String name = Integer.toHexString(directory.toString().hashCode());
    return Path.of("/tmp", "understory-" + name);
  }
}
