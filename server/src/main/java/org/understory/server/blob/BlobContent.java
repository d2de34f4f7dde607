package org.understory.server.blob;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.server.retention.Blocking;
import org.understory.server.retention.BucketKey;
import org.understory.server.retention.BucketKey.Kind;
import org.understory.server.retention.Content;

/** What becomes of blobs at the end of their bucket. */
public final class BlobContent implements Content {
  private final Vertx vertx;
  private final BlobStore store;
  private final Path directory;

  private BlobContent(Vertx vertx, BlobStore store, Path directory) {
    this.vertx = vertx;
    this.store = store;
    this.directory = directory;
  }

  /** On PostgreSQL and a directory of files. */
  public static BlobContent on(Database database, Vertx vertx, Path directory) {
    return new BlobContent(vertx, new PgBlobStore(database), directory);
  }

  @Override
  public Future<Function<Tx, Future<Void>>> count(BucketKey key, boolean over) {
    int sign = over ? -1 : 1;
    return store
        .sums(key.expiry())
        .map(sums -> {
          List<byte[]> spaces =
              sums.stream().map(sum -> key.idOf(Kind.SPACE, sum.owner())).toList();
          List<Long> counts = sums.stream().map(sum -> sign * sum.count()).toList();
          List<Long> bytes = sums.stream().map(sum -> sign * sum.bytes()).toList();
          return tx -> store.count(tx, spaces, counts, bytes);
        });
  }

  @Override
  public Future<Void> clearCounts(Tx tx) {
    return store.clearCounts(tx);
  }

  @Override
  public Future<Integer> delete(long expiry) {
    return Blocking.run(
            vertx,
            () -> {
              deleteFiles(directory.resolve(Long.toString(expiry)));
              return expiry;
            })
        .compose(done -> store.deleteBucket(expiry));
  }

  private static void deleteFiles(Path bucket) throws IOException {
    if (!Files.isDirectory(bucket)) {
      return;
    }
    try (Stream<Path> files = Files.list(bucket)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(bucket);
  }
}
