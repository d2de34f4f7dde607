package org.understory.server.blob;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Quotas;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.id.SpaceId;

/** Keeps which blobs there are. */
interface BlobStore {
  /** Takes a blob's share of the space's quota; false: there is not as much. */
  Future<Boolean> take(Tx tx, SpaceId space, long size, Quotas quotas);

  /** Adds to what spaces have, or takes off with negative numbers. */
  Future<Void> count(Tx tx, List<byte[]> spaces, List<Long> counts, List<Long> bytes);

  Future<Void> clearCounts(Tx tx);

  /** Adds a row; false: there is one with its tag. */
  Future<Boolean> add(Tx tx, Blob.Row row);

  /** The row at one of these places; null: there is none. */
  Future<Blob.@Nullable Row> find(Sql sql, Long[] expiries, Buffer[] tags);

  /** Deletes a row and gives it; null: it was not there. */
  Future<Blob.@Nullable Row> deleteOne(Tx tx, long expiry, byte[] tag);

  /** Deletes all rows of a space in some buckets; their places. */
  Future<List<Blob.Row>> deleteOf(Tx tx, Long[] expiries, Buffer[] owners);

  Future<List<Blob.Sum>> sums(long expiry);

  Future<Integer> deleteBucket(long expiry);
}
