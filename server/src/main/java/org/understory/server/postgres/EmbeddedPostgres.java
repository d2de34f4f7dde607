package org.understory.server.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
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
        Cluster.interrupt(current.toHandle());
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
    Cluster prepared = new Cluster(directory, binaries, user);
    prepared.prepare(randomness);
    user.makeOwnDirectory(run);
    Files.deleteIfExists(log);
    Files.createFile(
        log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    List<String> command = user.command(true, serverCommand(binaries));
    CountDownLatch ready = new CountDownLatch(1);
    Thread keeper = new Thread(() -> keep(prepared, command, ready), "postgres");
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
  private void keep(Cluster prepared, List<String> command, CountDownLatch ready) {
    try {
      while (!stopping) {
        Process started = spawn(command);
        process = started;
        if (awaitReady(prepared, started)) {
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

  private static boolean awaitReady(Cluster prepared, Process started)
      throws IOException, InterruptedException {
    for (long waited = 0; waited < READY_WITHIN_MS && started.isAlive(); waited += 5) {
      if (prepared.isReady(started.pid())) {
        return true;
      }
      Thread.sleep(5);
    }
    return false;
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
        wal_recycle=off
        jit=off
        fsync=on
        synchronous_commit=on
        full_page_writes=on
        """;
    List<String> command = new ArrayList<>();
    command.add(binaries.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", cluster.toString()));
    command.addAll(List.of("-c", "unix_socket_directories=" + run));
    settings.lines().forEach(setting -> command.addAll(List.of("-c", setting)));
    return command;
  }

  /**
   * Where the socket lies. The kernel allows about 100 bytes for its path, so a deep data directory
   * gets a private directory of a fixed name below the temporary directory, removed at the end.
   */
  private static Path runDirectory(Path directory) {
    Path own = directory.resolve("run");
    if (own.toString().getBytes(StandardCharsets.UTF_8).length
        <= LONGEST_SOCKET_PATH - ".s.PGSQL.5432".length()) {
      return own;
    }
    String name = Integer.toHexString(directory.toString().hashCode());
    return Path.of("/tmp", "understory-" + name);
  }
}
