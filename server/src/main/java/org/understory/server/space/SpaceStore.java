package org.understory.server.space;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.StewardSet;
import org.understory.wire.id.SpaceId;

/** Keeps spaces and their access keys. */
interface SpaceStore {
  Future<@Nullable Space> find(Sql sql, SpaceId id);

  /** Reads a space and holds its lock to the end of the transaction. */
  Future<@Nullable Space> lock(Tx tx, SpaceId id);

  /** Whether a key was current once. */
  Future<Boolean> isPast(Sql sql, SpaceId id, byte[] key);

  /** The current access version, which cannot change before the end of the transaction. */
  Future<@Nullable Long> holdAccessVersion(Tx tx, SpaceId id);

  /** Makes a space; false when the id is taken. */
  Future<Boolean> create(Tx tx, SpaceId id, byte[] memberKey, StewardSet set);

  Future<Void> setRosterHead(Tx tx, SpaceId id, long head);

  /** Replaces the member key and raises the access version. */
  Future<Void> setMemberKey(Tx tx, SpaceId id, byte[] past, byte[] next);

  Future<Void> setStewards(
      Tx tx, SpaceId id, long version, int threshold, List<byte[]> added, List<byte[]> removed);

  /** Sets the rescue key; the one before is remembered as past. */
  Future<Void> setRescueKey(Tx tx, SpaceId id, byte[] past, byte[] next);

  Future<Void> setDeleteAfter(Tx tx, SpaceId id, @Nullable Long deleteAfter);

  Future<List<SpaceId>> dueForDeletion(Sql sql, long now);

  /** Deletes a space and what hangs on it by reference. */
  Future<Void> delete(Tx tx, SpaceId id);
}
