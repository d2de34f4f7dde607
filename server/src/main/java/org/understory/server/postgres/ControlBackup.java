package org.understory.server.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.understory.server.config.ConfigurationException;
import org.understory.server.config.DataDirectory;

/**
 * A copy of control data: rosters, access keys, slots, shelves. Nothing that expires is in it: no
 * content, no key, no item with an end of its own, no answer. Everything here blocks.
 */
public final class ControlBackup {
  /**
   * Clients may have seen later positions than the copy knows: a restored log goes on far behind
   * all of them, because positions never go back.
   */
  private static final String LEAP = " + 4294967296";

  /** In the order in which they refer to each other. */
  private static final List<String> TABLES =
      List.of(
          "space",
          "steward_key",
          "past_key",
          "roster_entry",
          "log",
          "chain_entry",
          "mailbox",
          "knock_key",
          "epoch_slot",
          "epoch_packet",
          "prekey_base",
          "ticket",
          "invite",
          "join_request");

  /** What is copied in the place of a column. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("space.blob_count", "0::bigint"),
          Map.entry("space.blob_bytes", "0::bigint"),
          Map.entry("roster_entry.item", "CASE WHEN item_expiry = 0 THEN item END"),
          Map.entry("log.head", "CASE WHEN home = id THEN head ELSE head" + LEAP + " END"),
          Map.entry("log.kept_entries", "0::bigint"),
          Map.entry("log.kept_bytes", "0::bigint"),
          Map.entry("mailbox.head", "head" + LEAP),
          Map.entry("mailbox.waiting_items", "0::bigint"),
          Map.entry("mailbox.waiting_bytes", "0::bigint"),
          Map.entry("epoch_slot.head", "head" + LEAP));

  private ControlBackup() {}

  /**
   * Writes a backup into a directory that is not there yet, or empty.
   *
   * @throws ConfigurationException when it cannot be written, with a sentence
   */
  public static void write(Address address, Path directory) {
    try {
      makeEmpty(directory);
      try (Connection connection = connect(address)) {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        for (String table : TABLES) {
          try (OutputStream into = create(file(directory, table))) {
            copy.copyOut(
                "COPY (SELECT "
                    + String.join(", ", selected(connection, table))
                    + " FROM "
                    + table
                    + ") TO STDOUT (FORMAT binary)",
                into);
          }
        }
        connection.rollback();
      }
    } catch (IOException | SQLException e) {
      throw new ConfigurationException(
          "The backup could not be written to " + directory + ": " + e.getMessage() + ".", e);
    }
  }

  /**
   * Reads a backup into a database that has no space yet.
   *
   * @throws ConfigurationException when there is something already, or the backup cannot be read
   */
  public static void restore(Address address, Path directory) {
    try (Connection connection = connect(address)) {
      if (count(connection, "space") + count(connection, "log_entry") > 0) {
        throw new ConfigurationException(
            "There are groups already: restore into a new --data directory or database.");
      }
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      try (Statement statement = connection.createStatement()) {
        statement.execute("DELETE FROM ticket");
        for (String table : TABLES) {
          try (InputStream from = Files.newInputStream(file(directory, table))) {
            copy.copyIn(
                "COPY "
                    + table
                    + " ("
                    + String.join(", ", columns(connection, table))
                    + ") FROM STDIN (FORMAT binary)",
                from);
          }
        }
        for (String numbered : List.of("log", "mailbox")) {
          statement.execute(
              "SELECT setval(pg_get_serial_sequence('"
                  + numbered
                  + "', 'no'), (SELECT coalesce(max(no), 0) + 1 FROM "
                  + numbered
                  + "), false)");
        }
      }
      connection.commit();
    } catch (IOException | SQLException e) {
      throw new ConfigurationException(
          "The backup in " + directory + " could not be restored: " + e.getMessage() + ".", e);
    }
  }

  private static Connection connect(Address address) throws SQLException {
    Connection connection =
        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    connection.setAutoCommit(false);
    return connection;
  }

  private static List<String> selected(Connection connection, String table) throws SQLException {
    return columns(connection, table).stream()
        .map(column -> INSTEAD.getOrDefault(table + "." + column, column))
        .toList();
  }

  private static List<String> columns(Connection connection, String table) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT column_name FROM information_schema.columns WHERE table_name = '"
                    + table
                    + "' AND table_schema = 'public' ORDER BY ordinal_position")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void makeEmpty(Path directory) throws IOException {
    Files.createDirectories(directory);
    DataDirectory.setPermissions(directory, "rwx------");
    try (Stream<Path> there = Files.list(directory)) {
      if (there.findAny().isPresent()) {
        throw new ConfigurationException(directory + " is not empty: choose another directory.");
      }
    }
  }

  private static OutputStream create(Path file) throws IOException {
    Files.createFile(file, DataDirectory.OWNER_ONLY);
    return Files.newOutputStream(file);
  }

  private static Path file(Path directory, String table) {
    return directory.resolve(table + ".copy");
  }
}
