package org.understory.server.blob;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Quotas;
import org.understory.server.delivery.Refused;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.server.retention.Blocking;
import org.understory.server.retention.BucketKey;
import org.understory.server.retention.BucketKey.Kind;
import org.understory.server.retention.BucketKeys;
import org.understory.wire.frame.OpenBlob;
import org.understory.wire.frame.Reason;
import org.understory.wire.id.BlobId;
import org.understory.wire.id.SpaceId;

/** Opens, finds and deletes blobs. Used on one event loop. */
public final class BlobService {
  private final Database database;
  private final Vertx vertx;
  private final BlobStore store;
  private final BucketKeys keys;
  private final Quotas quotas;
  private final Path directory;

  BlobService(
      Database database,
      Vertx vertx,
      BlobStore store,
      BucketKeys keys,
      Quotas quotas,
      Path directory) {
    this.database = database;
    this.vertx = vertx;
    this.store = store;
    this.keys = keys;
    this.quotas = quotas;
    this.directory = directory;
  }

  /** On PostgreSQL and a directory of files. */
  public static BlobService on(
      Database database, Vertx vertx, BucketKeys keys, Quotas quotas, Path directory) {
    return new BlobService(database, vertx, new PgBlobStore(database), keys, quotas, directory);
  }

  /** Opens a blob; whoever opens another one with its id is refused. */
  Future<Void> open(Tx tx, OpenBlob given) {
    byte[] id = given.blob().bytes();
    return store
        .take(tx, given.space(), given.size(), quotas)
        .compose(within ->
            within ? find(tx, given.blob()) : Future.failedFuture(Refused.because(Reason.QUOTA)))
        .compose(there ->
            there == null ? keys.use(given.expiry()) : Future.failedFuture(Refused.notAllowed()))
        .compose(key -> {
          byte[] tag = key.tag(Kind.BLOB, id);
          byte[] owner = key.tag(Kind.SPACE, given.space().bytes());
          byte[] sealed = key.seal(tag, given.readHash());
          return store
              .add(tx, new Blob.Row(given.expiry(), tag, owner, given.size(), sealed))
              .onComplete(done -> key.release());
        })
        .compose(
            added -> added ? Future.succeededFuture() : Future.failedFuture(Refused.notAllowed()));
  }

  /** The token of a blob, which is kept nowhere; null: its bucket is over. */
  byte @Nullable [] token(long expiry, BlobId blob) {
    BucketKey key = keys.find(expiry);
    return key == null ? null : key.derive("blob-token", blob.bytes());
  }

  /** Finds a blob by its id; null: there is none whose bucket is not over. */
  Future<@Nullable Blob> find(BlobId blob) {
    return find(database, blob);
  }

  private Future<@Nullable Blob> find(Sql sql, BlobId blob) {
    byte[] id = blob.bytes();
    List<Long> expiries = new ArrayList<>();
    List<Buffer> tags = new ArrayList<>();
    for (BucketKey key : keys.live()) {
      expiries.add(key.expiry());
      tags.add(Buffer.buffer(key.tag(Kind.BLOB, id)));
    }
    return store
        .find(sql, expiries.toArray(Long[]::new), tags.toArray(Buffer[]::new))
        .map(row -> row == null ? null : opened(id, row));
  }

  private @Nullable Blob opened(byte[] id, Blob.Row row) {
    BucketKey key = keys.find(row.expiry());
    byte[] readHash = key == null ? null : key.open(row.tag(), row.sealed());
    return key == null || readHash == null
        ? null
        : new Blob(
            row.expiry(),
            row.tag(),
            row.size(),
            readHash,
            key.derive("blob-token", id),
            key.derive("blob-file", id),
            file(row));
  }

  private Path file(Blob.Row row) {
    return directory
        .resolve(Long.toString(row.expiry()))
        .resolve(HexFormat.of().formatHex(row.tag()));
  }

  /** Whether a blob can still be read and written. */
  boolean isOpen(Blob blob) {
    return keys.find(blob.expiry()) != null;
  }

  /** Deletes a blob, and frees its share of the quota. */
  Future<Void> delete(Blob blob) {
    return database.transaction(tx ->
        store
            .deleteOne(tx, blob.expiry(), blob.tag())
            .compose(row -> {
              BucketKey key = keys.find(blob.expiry());
              return row == null || key == null
                  ? Future.succeededFuture()
                  : store.count(
                      tx,
                      List.of(key.idOf(Kind.SPACE, row.owner())),
                      List.of(-1L),
                      List.of(-row.size()));
            }));
  }

  /** Deletes all blobs of a space, their files too. */
  public Future<Void> deleteOf(Tx tx, SpaceId space) {
    List<Long> expiries = new ArrayList<>();
    List<Buffer> owners = new ArrayList<>();
    for (BucketKey key : keys.live()) {
      expiries.add(key.expiry());
      owners.add(Buffer.buffer(key.tag(Kind.SPACE, space.bytes())));
    }
    return store
        .deleteOf(tx, expiries.toArray(Long[]::new), owners.toArray(Buffer[]::new))
        .compose(rows ->
            Blocking.run(
                vertx,
                () -> {
                  for (Blob.Row row : rows) {
                    Files.deleteIfExists(file(row));
                  }
                  return rows.size();
                }))
        .mapEmpty();
  }
}
