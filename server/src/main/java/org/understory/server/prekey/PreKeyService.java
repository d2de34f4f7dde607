package org.understory.server.prekey;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.Grants.MailboxState;
import org.understory.server.delivery.Refused;
import org.understory.server.mailbox.Mailbox;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.PublishPreKeys;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.TakenPreKey;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Fills and empties shelves. */
public final class PreKeyService {
  private static final int MOST_ONE_TIME = 500;
  private static final byte[] NONE = new byte[0];

  private final Database database;
  private final PreKeyStore store;
  private final MailboxService mailboxes;

  PreKeyService(Database database, PreKeyStore store, MailboxService mailboxes) {
    this.database = database;
    this.store = store;
    this.mailboxes = mailboxes;
  }

  /** On PostgreSQL. */
  public static PreKeyService on(Database database, MailboxService mailboxes) {
    return new PreKeyService(database, new PgPreKeyStore(), mailboxes);
  }

  Future<Void> publish(Tx tx, long mailboxNo, PublishPreKeys given) {
    Future<Void> cleared =
        given.replace() ? store.clearOneTime(tx, mailboxNo) : Future.succeededFuture();
    return cleared
        .compose(done ->
            given.base().length == 0
                ? Future.succeededFuture()
                : store.setBase(tx, mailboxNo, given.base()))
        .compose(done ->
            given.oneTime().isEmpty()
                ? Future.succeededFuture()
                : store.addOneTime(tx, mailboxNo, given.oneTime()))
        .compose(done -> store.count(tx, mailboxNo))
        .compose(count ->
            count > MOST_ONE_TIME
                ? Future.failedFuture(Refused.because(Reason.QUOTA))
                : Future.succeededFuture());
  }

  Future<List<TakenPreKey>> take(Tx tx, SpaceId space, List<MailboxId> ids) {
    return mailboxes
        .find(tx, space, ids)
        .compose(found -> {
          List<Long> numbers =
              found.values().stream()
                  .filter(mailbox -> mailbox.state() != MailboxState.CLOSED)
                  .map(Mailbox::no)
                  .toList();
          return store
              .bases(tx, numbers)
              .compose(bases ->
                  store
                      .takeOneTime(tx, List.copyOf(bases.keySet()))
                      .map(oneTime -> taken(ids, found, bases, oneTime)));
        });
  }

  private static List<TakenPreKey> taken(
      List<MailboxId> ids,
      Map<MailboxId, Mailbox> found,
      Map<Long, byte[]> bases,
      Map<Long, byte[]> oneTime) {
    List<TakenPreKey> taken = new ArrayList<>();
    for (MailboxId id : ids) {
      Mailbox mailbox = found.get(id);
      Long no = mailbox == null ? -1L : Long.valueOf(mailbox.no());
      taken.add(new TakenPreKey(id, orNone(bases.get(no)), orNone(oneTime.get(no))));
    }
    return taken;
  }

  private static byte[] orNone(byte @Nullable [] body) {
    return body == null ? NONE : body;
  }

  Future<Integer> count(long mailboxNo) {
    return store.count(database, mailboxNo);
  }

  /** Empties the shelves of closed mailboxes. */
  public Future<Void> clear(Tx tx, List<Long> mailboxNos) {
    return store.clear(tx, mailboxNos);
  }
}
