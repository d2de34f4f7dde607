package org.understory.server.prekey;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;

/** Keeps prekey shelves. */
interface PreKeyStore {
  Future<Void> setBase(Tx tx, long mailboxNo, byte[] base);

  Future<Void> clearOneTime(Tx tx, long mailboxNo);

  Future<Void> addOneTime(Tx tx, long mailboxNo, List<byte[]> keys);

  Future<Integer> count(Sql sql, long mailboxNo);

  /** The bases of shelves that have one. */
  Future<Map<Long, byte[]>> bases(Tx tx, List<Long> mailboxNos);

  /** Takes the oldest one-time prekey from each shelf that has one. */
  Future<Map<Long, byte[]>> takeOneTime(Tx tx, List<Long> mailboxNos);

  Future<Void> clear(Tx tx, List<Long> mailboxNos);
}
