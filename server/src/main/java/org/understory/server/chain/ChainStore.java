package org.understory.server.chain;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Keeps durable logs and the keys of what belongs to them. */
interface ChainStore {
  /**
   * A durable log that is being moved.
   *
   * @param no its number in the tables
   * @param head how many entries it has
   * @param postKey 32 bytes
   */
  record Chain(long no, long head, byte[] postKey) {
    @Override
    public String toString() {
      return "Chain";
    }
  }

  /**
   * A part of a durable log.
   *
   * @param entries in order
   * @param head how many there are in all
   * @param complete whether nothing is missing behind them
   */
  record Part(List<LogEntry> entries, long head, boolean complete) {
    @Override
    public String toString() {
      return "Part";
    }
  }

  /** Makes logs of the current epoch; false: an id is taken. */
  Future<Boolean> open(Tx tx, SpaceId space, LogId home, List<LogKeys> logs);

  /** How many logs members have opened in a space. */
  Future<Integer> count(Tx tx, SpaceId space);

  /** Reads a durable log and holds it to the end of the transaction; null: there is none. */
  Future<@Nullable Chain> lock(Tx tx, SpaceId space, LogId home);

  /** Appends; the bytes that all entries have then. */
  Future<Long> append(Tx tx, Chain chain, List<byte[]> entries);

  /** Changes keys; false: a log does not belong to the durable one. */
  Future<Boolean> setKeys(Tx tx, SpaceId space, LogId home, List<LogKeys> logs);

  Future<Part> read(Sql sql, SpaceId space, LogId home, long from, long end);
}
