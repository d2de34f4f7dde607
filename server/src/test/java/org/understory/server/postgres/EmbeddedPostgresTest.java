package org.understory.server.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.server.config.ConfigurationException;
import org.understory.server.config.DataDirectory;
import org.understory.server.config.Sources;

class EmbeddedPostgresTest {
  private static EmbeddedPostgres start(Path data) {
    DataDirectory.open(data);
    return EmbeddedPostgres.start(data, Sources.system().randomness());
  }

  private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void it_is_made_migrated_stopped_and_found_again(@TempDir Path temporary) throws Exception {
    Path data = temporary.resolve("data");
    Vertx vertx = Vertx.vertx();
    EmbeddedPostgres first = start(data);
    Address address = EmbeddedPostgres.addressIn(data);
    Database database = Database.open(vertx, address);
    await(ForbiddenSettings.refuse(database));
    await(Migrations.apply(vertx, database, address));
    await(database.run("INSERT INTO ticket (hash) VALUES ('\\x01')"));
    await(database.close());
    first.stop();

    EmbeddedPostgres second = start(data);
    database = Database.open(vertx, address);
    await(Migrations.apply(vertx, database, address));
    assertEquals(1, await(database.run("SELECT * FROM ticket")).size());
    long killed = second.pid();
    kill(killed);
    assertTrue(comesBack(second, killed, database), "PostgreSQL is started again when it dies");
    await(database.close());
    second.stop();
    assertFalse(Files.exists(data.resolve("postgres/cluster/postmaster.pid")));
    await(vertx.close());
  }

  private static void kill(long pid) throws Exception {
    new ProcessBuilder("/bin/sh", "-c", "kill -9 " + pid).start().waitFor();
  }

  private static boolean comesBack(EmbeddedPostgres postgres, long killed, Database database)
      throws Exception {
    for (int i = 0; i < 100; i++) {
      try {
        if (postgres.pid() == killed) {
          throw new IllegalStateException("not started again yet");
        }
        return await(database.run("SELECT * FROM ticket")).size() == 1;
      } catch (Exception e) {
        Thread.sleep(100);
      }
    }
    return false;
  }

  @Test
  void a_cluster_of_another_version_stops_the_start_with_a_sentence(@TempDir Path temporary)
      throws Exception {
    Path cluster = Files.createDirectories(temporary.resolve("data/postgres/cluster"));
    Files.writeString(cluster.resolve("PG_VERSION"), "15\n");
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> start(temporary.resolve("data")));
    assertTrue(String.valueOf(refused.getMessage()).contains("PostgreSQL 15"));
  }

  @Test
  void nothing_listens_on_tcp_and_nobody_else_may_reach_the_socket(@TempDir Path temporary)
      throws Exception {
    Path data = temporary.resolve("a".repeat(70)).resolve("data");
    EmbeddedPostgres postgres = start(data);
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, EmbeddedPostgres.addressIn(data));
    assertEquals("", await(database.run("SHOW listen_addresses")).iterator().next().getString(0));
    String socket =
        await(database.run("SHOW unix_socket_directories")).iterator().next().getString(0);
    assertEquals(
        java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"),
        Files.getPosixFilePermissions(Path.of(socket)));
    await(database.close());
    postgres.stop();
    assertFalse(Files.exists(Path.of(socket)), "nothing is left outside the data directory");
    await(vertx.close());
  }

  @Test
  void settings_that_keep_messages_in_logs_are_named() {
    assertEquals(List.of(), ForbiddenSettings.wrongOf(Map.of("log_statement", "none")));
    List<String> wrong =
        ForbiddenSettings.wrongOf(
            Map.of(
                "log_statement",
                "all",
                "shared_preload_libraries",
                "auto_explain,pg_stat_statements",
                "log_min_messages",
                "warning"));
    assertEquals(4, wrong.size());
  }

  @Test
  void the_newest_migration_is_the_one_that_a_warm_start_expects() throws Exception {
    Path directory = Path.of("src/main/resources/db/migration");
    try (Stream<Path> files = Files.list(directory)) {
      int newest =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
              .max()
              .orElseThrow();
      assertEquals(newest, Migrations.LATEST);
    }
  }
}
