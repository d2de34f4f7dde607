package org.understory.server.quota;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import org.understory.server.postgres.Sql;
import org.understory.wire.id.SpaceId;

/** What spaces have, from the counts on the rows of their logs and mailboxes. */
public final class PgQuotaStore implements QuotaStore {
  private static final String KEPT =
      """
      SELECT coalesce(sum(entries), 0)::bigint, coalesce(sum(bytes), 0)::bigint FROM (
        SELECT kept_entries AS entries, kept_bytes AS bytes FROM log WHERE space = $1
        UNION ALL
        SELECT waiting_items, waiting_bytes FROM mailbox WHERE space = $1) kept
      """;

  @Override
  public Future<Kept> kept(Sql sql, SpaceId space) {
    return sql.run(KEPT, Buffer.buffer(space.bytes()))
        .map(rows -> {
          Row row = rows.iterator().next();
          return new Kept(row.getLong(0), row.getLong(1));
        });
  }
}
