package org.understory.server.roster;

import io.vertx.core.Future;
import java.util.List;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.SpaceId;

/** Keeps roster entries. */
interface RosterStore {
  Future<Void> append(Tx tx, SpaceId space, List<LogEntry> entries);

  Future<Roster.Part> read(Sql sql, SpaceId space, long from, long end, long now);

  Future<Void> blank(Tx tx, SpaceId space, List<Long> positions);

  Future<Integer> blankExpired(Sql sql, long now);
}
