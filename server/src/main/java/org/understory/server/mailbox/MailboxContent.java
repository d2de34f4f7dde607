package org.understory.server.mailbox;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.server.retention.BucketKey;
import org.understory.server.retention.BucketKey.Kind;
import org.understory.server.retention.Content;

/** What becomes of items in mailboxes at the end of their bucket. */
public final class MailboxContent implements Content {
  private final MailboxStore store;

  private MailboxContent(MailboxStore store) {
    this.store = store;
  }

  /** On PostgreSQL. */
  public static MailboxContent on(Database database) {
    return new MailboxContent(new PgMailboxStore(database));
  }

  @Override
  public Future<Function<Tx, Future<Void>>> count(BucketKey key, boolean over) {
    int sign = over ? 1 : -1;
    return store
        .sums(key.expiry())
        .map(sums -> {
          List<Mailbox.Growth> gone =
              sums.stream()
                  .map(sum ->
                      new Mailbox.Growth(
                          key.numberOf(Kind.MAILBOX, sum.tag()),
                          sign * sum.rows(),
                          sign * sum.bytes()))
                  .toList();
          return tx -> store.takeOff(tx, gone);
        });
  }

  @Override
  public Future<Void> clearCounts(Tx tx) {
    return store.clearCounts(tx);
  }

  @Override
  public Future<Integer> delete(long expiry) {
    return store.deleteBucket(expiry);
  }
}
