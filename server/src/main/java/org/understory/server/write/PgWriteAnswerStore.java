package org.understory.server.write;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;

/** First answers in PostgreSQL. */
public final class PgWriteAnswerStore implements WriteAnswerStore {
  @Override
  public Future<@Nullable Kept> find(Sql sql, WriteKey key, int day) {
    return sql.run(
            "SELECT position, reply FROM write_answer WHERE day IN ($1, $2) AND key = $3",
            day,
            day - 1,
            Buffer.buffer(key.stored()))
        .map(rows -> {
          Iterator<Row> row = rows.iterator();
          return row.hasNext() ? kept(row.next(), key) : null;
        });
  }

  private static Kept kept(Row row, WriteKey key) {
    Buffer reply = row.getBuffer("reply");
    Long hidden = row.getLong("position");
    return new Kept(
        hidden == null ? null : hidden ^ key.mask(), reply == null ? null : reply.getBytes());
  }

  @Override
  public Future<Boolean> claim(Tx tx, WriteKey key, int day, @Nullable Long expiry) {
    return tx.run(
            """
            INSERT INTO write_answer (day, key, expiry)
            SELECT $1, $2, $3 WHERE NOT EXISTS (
              SELECT FROM write_answer WHERE day = $1 - 1 AND key = $2)
            ON CONFLICT DO NOTHING
            """,
            Tuple.of(day, Buffer.buffer(key.stored()), expiry))
        .map(rows -> rows.rowCount() == 1);
  }

  @Override
  public Future<Void> answer(Tx tx, WriteKey key, int day, byte[] reply) {
    return tx.run(
            "UPDATE write_answer SET reply = $3 WHERE day = $1 AND key = $2",
            day,
            Buffer.buffer(key.stored()),
            Buffer.buffer(reply))
        .mapEmpty();
  }
}
