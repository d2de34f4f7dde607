package org.understory.server.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date. */
public final class Migrations {
  /** The number of the newest file in {@code db/migration}; a test holds them together. */
  static final int LATEST = 1;

  private static final String APPLIED =
      """
      SELECT max(version::int) AS version FROM flyway_schema_history
      WHERE success AND version IS NOT NULL
      """;

  private Migrations() {}

  /**
   * Applies what is missing. When the schema is current this is one query: Flyway and the JDBC
   * driver cost half a second that a warm start need not pay.
   */
  public static Future<Void> apply(Vertx vertx, Sql sql, Address address) {
    return sql.run("SELECT to_regclass('flyway_schema_history') IS NOT NULL AS there")
        .compose(rows ->
            rows.iterator().next().getBoolean("there")
                ? sql.run(APPLIED).map(applied -> applied.iterator().next().getInteger(0))
                : Future.succeededFuture(0))
        .compose(version ->
            version != null && version == LATEST
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> {
                  migrate(address);
                  return null;
                }));
  }

  private static void migrate(Address address) {
    Flyway.configure()
        .dataSource(address.jdbcUrl(), address.user(), address.password())
        .locations("classpath:db/migration")
        .validateMigrationNaming(true)
        .load()
        .migrate();
  }
}
