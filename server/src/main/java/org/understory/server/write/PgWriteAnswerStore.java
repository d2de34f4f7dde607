package org.understory.server.write;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;

/** First answers in PostgreSQL. */
public final class PgWriteAnswerStore implements WriteAnswerStore {
  @Override
  public Future<@Nullable Kept> find(Sql sql, byte[] key, int day) {
    return sql.run(
            "SELECT position, reply FROM write_answer WHERE day IN ($1, $2) AND key = $3",
            day,
            day - 1,
            Buffer.buffer(key))
        .map(rows -> {
          Iterator<Row> row = rows.iterator();
          return row.hasNext() ? kept(row.next()) : null;
        });
  }

  private static Kept kept(Row row) {
    Buffer reply = row.getBuffer("reply");
    return new Kept(row.getLong("position"), reply == null ? null : reply.getBytes());
  }

  @Override
  public Future<Boolean> claim(Tx tx, byte[] key, int day) {
    return tx.run(
            """
            INSERT INTO write_answer (day, key)
            SELECT $1, $2 WHERE NOT EXISTS (
              SELECT FROM write_answer WHERE day = $1 - 1 AND key = $2)
            ON CONFLICT DO NOTHING
            """,
            day,
            Buffer.buffer(key))
        .map(rows -> rows.rowCount() == 1);
  }

  @Override
  public Future<Void> answer(Tx tx, byte[] key, int day, byte[] reply) {
    return tx.run(
            "UPDATE write_answer SET reply = $3 WHERE day = $1 AND key = $2",
            day,
            Buffer.buffer(key),
            Buffer.buffer(reply))
        .mapEmpty();
  }
}
