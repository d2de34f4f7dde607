package org.understory.server.lease;

import io.vertx.core.Future;
import java.util.List;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.id.SpaceId;

/** Keeps what lies in lease slots. */
interface LeaseStore {
  /** Overwrites a slot; false: there is no such steward key. */
  Future<Boolean> put(Tx tx, SpaceId space, byte[] stewardKey, byte[] body);

  /** What lies in the slots of a space. */
  Future<List<byte[]>> all(Sql sql, SpaceId space);
}
