package org.understory.server.mailbox;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.understory.server.mailbox.MailboxStore.Depositor;
import org.understory.server.postgres.ContentRows.Found;
import org.understory.server.postgres.ContentRows.Page;
import org.understory.server.postgres.ContentRows.Places;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.server.retention.BucketKey;
import org.understory.server.retention.BucketKey.Kind;
import org.understory.server.retention.BucketKey.Place;
import org.understory.server.retention.BucketKeys;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.MailboxItem;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Items in mailboxes, sealed under the keys of their buckets. Used on one event loop. */
final class SealedMailboxes {
  private static final long MOST_WAITING_BYTES = 32L << 20;
  private static final int DELETED_AT_ONCE = 64;
  private static final int REMEMBERED = 65_536;

  private final Database database;
  private final MailboxStore store;
  private final BucketKeys keys;

  private record Item(long mailboxNo, long position) {}

  /** In which bucket an item lies, as long as it is remembered. */
  private final Map<Item, Long> expiries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Item, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  SealedMailboxes(Database database, MailboxStore store, BucketKeys keys) {
    this.database = database;
    this.store = store;
    this.keys = keys;
  }

  /** Deposits what mailboxes take; an item that is not in the answer was not taken. */
  Future<List<Mailbox.Deposited>> deposit(
      Tx tx, SpaceId space, List<DepositItem> items, Depositor by) {
    TreeSet<Long> ends = new TreeSet<>();
    Set<MailboxId> ids = new LinkedHashSet<>();
    for (DepositItem item : items) {
      ends.add(item.expiry());
      ids.add(item.mailbox());
    }
    return keys.use(ends)
        .compose(used ->
            store
                .lock(tx, space, ids, by)
                .compose(targets -> lay(tx, items, targets, used))
                .onComplete(done -> BucketKeys.release(used)));
  }

  private Future<List<Mailbox.Deposited>> lay(
      Tx tx, List<DepositItem> items, List<Mailbox.Target> targets, Map<Long, BucketKey> used) {
    Map<MailboxId, Mailbox.Target> byId = new HashMap<>();
    targets.forEach(target -> byId.put(target.id(), target));
    Map<Long, Mailbox.Growth> growths = new LinkedHashMap<>();
    List<Mailbox.Sealed> sealed = new ArrayList<>();
    List<Mailbox.Deposited> deposited = new ArrayList<>();
    for (int index = 0; index < items.size(); index++) {
      DepositItem item = items.get(index);
      Mailbox.Target target = byId.get(item.mailbox());
      BucketKey key = used.get(item.expiry());
      if (target == null || key == null) {
        continue;
      }
      Place place = key.place(Kind.MAILBOX, target.no());
      byte[] body = key.seal(place.tag(), item.body());
      Mailbox.Growth before =
          growths.getOrDefault(target.no(), new Mailbox.Growth(target.no(), 0, 0));
      if (target.waitingBytes() + before.bytes() + body.length > MOST_WAITING_BYTES) {
        continue;
      }
      long position = target.head() + before.items();
      growths.put(
          target.no(),
          new Mailbox.Growth(target.no(), before.items() + 1, before.bytes() + body.length));
      sealed.add(new Mailbox.Sealed(position, place, body));
      deposited.add(
          new Mailbox.Deposited(
              index, target.no(), new MailboxItem(position, item.expiry(), item.body())));
    }
    if (sealed.isEmpty()) {
      return Future.succeededFuture(deposited);
    }
    deposited.forEach(each -> remember(each.mailboxNo(), each.item()));
    return store.lay(tx, List.copyOf(growths.values()), sealed).map(done -> deposited);
  }

  private void remember(long mailboxNo, MailboxItem item) {
    expiries.put(new Item(mailboxNo, item.position()), item.expiry());
  }

  /** Reads a mailbox. */
  Future<Mailbox.Part> read(long mailboxNo, long from) {
    return store
        .head(database, mailboxNo)
        .compose(head ->
            from >= head
                ? Future.succeededFuture(new Mailbox.Part(List.of(), from, true))
                : store
                    .read(database, keys.places(Kind.MAILBOX, List.of(mailboxNo)), from)
                    .map(page -> part(mailboxNo, page, head)));
  }

  private Mailbox.Part part(long mailboxNo, Page page, long head) {
    List<MailboxItem> items = new ArrayList<>();
    long last = -1;
    for (Found row : page.rows()) {
      last = row.position();
      byte @Nullable [] body = keys.open(Kind.MAILBOX, mailboxNo, row);
      if (body != null) {
        MailboxItem item = new MailboxItem(row.position(), row.expiry(), body);
        items.add(item);
        remember(mailboxNo, item);
      }
    }
    if (!page.complete()) {
      return new Mailbox.Part(items, last + 1, false);
    }
    return page.end() < head
        ? new Mailbox.Part(items, page.end(), false)
        : new Mailbox.Part(items, Math.max(head, last + 1), true);
  }

  /** Deletes items of a mailbox. */
  Future<Void> acknowledge(long mailboxNo, List<Long> positions) {
    return store.acknowledge(database, mailboxNo, placesOf(mailboxNo, positions), positions);
  }

  /** Where they lie; where one is not remembered, everywhere that they can lie. */
  private Places placesOf(long mailboxNo, List<Long> positions) {
    Set<Long> ends = new TreeSet<>();
    for (long position : positions) {
      Long expiry = expiries.remove(new Item(mailboxNo, position));
      if (expiry == null) {
        return keys.places(Kind.MAILBOX, List.of(mailboxNo));
      }
      ends.add(expiry);
    }
    return keys.places(Kind.MAILBOX, List.of(mailboxNo), ends);
  }

  /** Deletes all that lies in mailboxes. */
  Future<Void> empty(Tx tx, List<Long> nos) {
    if (nos.isEmpty()) {
      return Future.succeededFuture();
    }
    int some = Math.min(DELETED_AT_ONCE, nos.size());
    return store
        .deleteAt(tx, keys.places(Kind.MAILBOX, nos.subList(0, some)))
        .compose(done -> empty(tx, nos.subList(some, nos.size())));
  }
}
