package org.understory.server.retention;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.understory.server.config.Retention;
import org.understory.server.postgres.Database;

/** Daily partitions in PostgreSQL. A partition is named for its table and day. */
public final class PgPartitionStore implements PartitionStore {
  private static final List<String> CONTENT = List.of("log_entry", "mailbox_item", "blob");
  private static final String ANSWERS = "write_answer";
  private static final String THERE =
      """
      SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      JOIN pg_class p ON p.oid = i.inhparent
      WHERE p.relname IN ('log_entry', 'mailbox_item', 'blob', 'write_answer') AND c.relkind = 'r'
      """;

  private final Database database;

  PgPartitionStore(Database database) {
    this.database = database;
  }

  private Future<Set<String>> there() {
    return database
        .run(THERE)
        .map(rows -> {
          Set<String> names = new HashSet<>();
          rows.forEach(row -> names.add(row.getString(0)));
          return names;
        });
  }

  @Override
  public Future<Void> ensure(int firstDay, int lastContentDay, int lastAnswerDay) {
    return there()
        .compose(there -> {
          List<String> statements = new ArrayList<>();
          for (String table : CONTENT) {
            for (int day = firstDay; day <= lastContentDay; day++) {
              // A bucket that ends at midnight belongs to the day before.
              long from = (long) day * Retention.DAY + 1;
              create(there, statements, table, day, from, from + Retention.DAY);
            }
          }
          for (int day = firstDay - 1; day <= lastAnswerDay; day++) {
            create(there, statements, ANSWERS, day, day, day + 1L);
          }
          return inOrder(statements);
        });
  }

  private static void create(
      Set<String> there, List<String> statements, String table, int day, long from, long to) {
    String name = table + "_" + day;
    if (!there.contains(name)) {
      statements.add(
          "CREATE TABLE IF NOT EXISTS "
              + name
              + " PARTITION OF "
              + table
              + " FOR VALUES FROM ("
              + from
              + ") TO ("
              + to
              + ")");
    }
  }

  @Override
  public Future<Void> drop(int beforeContentDay, int beforeAnswerDay) {
    return there()
        .compose(there -> {
          List<String> statements = new ArrayList<>();
          for (String name : there) {
            int day = Integer.parseInt(name.substring(name.lastIndexOf('_') + 1));
            int before = name.startsWith(ANSWERS) ? beforeAnswerDay : beforeContentDay;
            if (day < before) {
              statements.add("DROP TABLE IF EXISTS " + name);
            }
          }
          return inOrder(statements);
        });
  }

  private Future<Void> inOrder(List<String> statements) {
    return statements.isEmpty()
        ? Future.succeededFuture()
        : database.transaction(tx -> {
          Future<Void> all = Future.succeededFuture();
          for (String statement : statements) {
            all = all.compose(done -> tx.run(statement).mapEmpty());
          }
          return all;
        });
  }
}
