package org.understory.server.quota;

import io.vertx.core.Future;
import org.understory.server.postgres.Sql;
import org.understory.wire.id.SpaceId;

/** Reads what spaces have. */
interface QuotaStore {
  /** Entries and items that are kept, and their bytes. */
  record Kept(long entries, long bytes) {}

  Future<Kept> kept(Sql sql, SpaceId space);
}
