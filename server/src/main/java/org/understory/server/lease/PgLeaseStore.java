package org.understory.server.lease;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.id.SpaceId;

/** Lease slots in PostgreSQL: a column beside the steward key, so that they go together. */
public final class PgLeaseStore implements LeaseStore {
  @Override
  public Future<Boolean> put(Tx tx, SpaceId space, byte[] stewardKey, byte[] body) {
    return tx.run(
            "UPDATE steward_key SET lease = $3 WHERE space = $1 AND public_key = $2",
            Buffer.buffer(space.bytes()),
            Buffer.buffer(stewardKey),
            Buffer.buffer(body))
        .map(rows -> rows.rowCount() == 1);
  }

  @Override
  public Future<List<byte[]>> all(Sql sql, SpaceId space) {
    return sql.run(
            """
            SELECT lease FROM steward_key WHERE space = $1 AND lease IS NOT NULL
            ORDER BY public_key
            """,
            Buffer.buffer(space.bytes()))
        .map(rows -> {
          List<byte[]> bodies = new ArrayList<>();
          rows.forEach(row -> bodies.add(row.getBuffer(0).getBytes()));
          return bodies;
        });
  }
}
