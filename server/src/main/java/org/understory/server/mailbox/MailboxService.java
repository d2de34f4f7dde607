package org.understory.server.mailbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Feed;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.mailbox.MailboxStore.Depositor;
import org.understory.server.mailbox.WaitingStore.Waiting;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.server.quota.QuotaService;
import org.understory.server.retention.BucketKeys;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.MailboxItem;
import org.understory.wire.frame.MailboxItems;
import org.understory.wire.frame.Reason;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Opens and closes mailboxes, takes deposits and hands them out. */
public final class MailboxService {
  /** A closed mailbox's owner may look for the reason this long. */
  private static final long READABLE_AFTER_CLOSING = 30L * Retention.DAY;

  /** Members at their most, five devices each, and those whose rows are not yet gone. */
  private static final int MOST_MAILBOXES = 60_000;

  /** A linked device, or one that comes back, waits this long for a commit. */
  private static final long WAITS_FOR = 30L * Retention.DAY;

  private static final int MOST_KNOCKED = 3;

  private final Database database;
  private final MailboxStore store;
  private final WaitingStore waiting;
  private final SealedMailboxes sealed;
  private final QuotaService quotas;
  private final FanOut fanOut;
  private final Sources sources;
  private final Retention retention;

  MailboxService(
      Database database,
      BucketKeys keys,
      QuotaService quotas,
      FanOut fanOut,
      Sources sources,
      Retention retention) {
    this.database = database;
    this.store = new PgMailboxStore(database);
    this.waiting = new PgWaitingStore();
    this.sealed = new SealedMailboxes(database, store, keys);
    this.quotas = quotas;
    this.fanOut = fanOut;
    this.sources = sources;
    this.retention = retention;
  }

  /** On PostgreSQL. */
  public static MailboxService on(
      Database database,
      BucketKeys keys,
      QuotaService quotas,
      FanOut fanOut,
      Sources sources,
      Retention retention) {
    return new MailboxService(database, keys, quotas, fanOut, sources, retention);
  }

  /** The mailbox of an owner key, raising the highest store counter; null: there is none. */
  public Future<Mailbox.@Nullable Opened> open(SpaceId space, byte[] ownerKey, long counter) {
    return store.open(database, space, ownerKey, counter);
  }

  /** The mailboxes with these ids, those that there are, in no particular order. */
  public Future<Map<MailboxId, Mailbox>> find(Sql sql, SpaceId space, List<MailboxId> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return store
        .find(sql, space, ids)
        .map(found -> found.stream().collect(Collectors.toMap(Mailbox::id, mailbox -> mailbox)));
  }

  /** Opens a mailbox for good: a new one, a provisional one, or one that had been closed. */
  public Future<Void> openFor(Tx tx, SpaceId space, MailboxId id, byte[] ownerKey) {
    return withinQuota(tx, space, store.open(tx, space, id, ownerKey));
  }

  /**
   * Opens a mailbox that waits for a decision. It must be a new one: whoever holds an invite must
   * not be able to touch a member's.
   */
  public Future<Void> openProvisional(Tx tx, SpaceId space, MailboxId id, byte[] ownerKey) {
    return openWaiting(tx, space, id, ownerKey, Waiting.FOR_INVITE);
  }

  /** As {@link #openProvisional}, by the link drop of another mailbox's owner. */
  public Future<Void> openLinked(
      Tx tx, SpaceId space, MailboxId id, byte[] ownerKey, long sponsor) {
    return openWaiting(tx, space, id, ownerKey, new Waiting(sponsor, null, waitsUntil()));
  }

  /**
   * As {@link #openProvisional}, by a knock key. Whoever has the sheet has as much right as its
   * owner: the oldest of too many gives way, so that nobody is kept out for good.
   *
   * @return those that were closed for it
   */
  public Future<List<Mailbox>> openKnocked(
      Tx tx, SpaceId space, MailboxId id, byte[] ownerKey, byte[] knockKey) {
    return openWaiting(tx, space, id, ownerKey, new Waiting(null, knockKey, waitsUntil()))
        .compose(done -> knockedBy(tx, space, knockKey))
        .compose(all -> {
          List<Mailbox> over = all.subList(0, Math.max(0, all.size() - MOST_KNOCKED));
          return close(tx, over.stream().map(Mailbox::no).toList(), 0).map(done -> over);
        });
  }

  private Future<Void> openWaiting(
      Tx tx, SpaceId space, MailboxId id, byte[] ownerKey, Waiting why) {
    return withinQuota(tx, space, waiting.create(tx, space, id, ownerKey, why));
  }

  private long waitsUntil() {
    return retention.bucketEnd(sources.nowSeconds() + WAITS_FOR);
  }

  /** Provisional mailboxes that the link drops of these mailboxes' owners opened. */
  public Future<List<Mailbox>> sponsoredBy(Sql sql, List<Long> nos) {
    return nos.isEmpty() ? Future.succeededFuture(List.of()) : waiting.sponsoredBy(sql, nos);
  }

  /** Provisional mailboxes that a knock key opened, oldest first. */
  public Future<List<Mailbox>> knockedBy(Sql sql, SpaceId space, byte[] knockKey) {
    return waiting.knockedBy(sql, space, knockKey);
  }

  /** The knock key that opened a mailbox, which now forgets it; null: none did. */
  public Future<byte @Nullable []> takeKnockedBy(Tx tx, SpaceId space, MailboxId id) {
    return waiting.takeKnockedBy(tx, space, id);
  }

  private Future<Void> withinQuota(Tx tx, SpaceId space, Future<Boolean> opened) {
    return opened
        .recover(failure ->
            Future.failedFuture(Database.isDuplicate(failure) ? Refused.notAllowed() : failure))
        .compose(done -> done ? store.count(tx, space) : Future.failedFuture(Refused.notAllowed()))
        .compose(count ->
            count > MOST_MAILBOXES
                ? Future.failedFuture(Refused.because(Reason.QUOTA))
                : Future.succeededFuture());
  }

  /**
   * Closes mailboxes: what lies in them goes, and their owners read the roster up to {@code
   * rosterEnd}.
   */
  public Future<Void> close(Tx tx, List<Long> nos, long rosterEnd) {
    if (nos.isEmpty()) {
      return Future.succeededFuture();
    }
    long forgetAfter = retention.bucketEnd(sources.nowSeconds() + READABLE_AFTER_CLOSING);
    return store.close(tx, nos, rosterEnd, forgetAfter).compose(done -> sealed.empty(tx, nos));
  }

  /** What a deposit did, to be handed out once it is durable. */
  record Delivery(List<Mailbox.Deposited> deposited, List<Integer> refused) {
    @Override
    public String toString() {
      return "Delivery";
    }
  }

  /** Deposits; what a mailbox does not take is told by its index. */
  Future<Delivery> deposit(Tx tx, SpaceId space, List<DepositItem> items, Depositor by) {
    long bytes = items.stream().mapToLong(item -> item.body().length).sum();
    return quotas
        .take(space, items.size(), bytes)
        .compose(within ->
            within
                ? sealed.deposit(tx, space, items, by)
                : Future.failedFuture(Refused.because(Reason.QUOTA)))
        .map(done -> {
          TreeSet<Integer> refused =
              IntStream.range(0, items.size())
                  .boxed()
                  .collect(Collectors.toCollection(TreeSet::new));
          done.forEach(each -> refused.remove(each.index()));
          return new Delivery(done, List.copyOf(refused));
        });
  }

  void publish(SpaceId space, Delivery delivery) {
    Map<Long, List<MailboxItem>> perMailbox = new HashMap<>();
    for (Mailbox.Deposited each : delivery.deposited()) {
      perMailbox.computeIfAbsent(each.mailboxNo(), fresh -> new ArrayList<>()).add(each.item());
    }
    perMailbox.forEach((no, items) -> {
      Topic topic = Topic.mailbox(space, no);
      int bytes = items.stream().mapToInt(item -> item.body().length).sum();
      if (bytes > Feed.LIVE_BYTES) {
        fanOut.wake(topic);
      } else if (fanOut.isFollowed(topic)) {
        long first = items.getFirst().position();
        fanOut.publish(topic, frame(items), first, first + items.size());
      }
    });
  }

  /** How many items a mailbox had so far. */
  Future<Long> head(long mailboxNo) {
    return store.head(database, mailboxNo);
  }

  Feed feed(long mailboxNo) {
    return (from, end) ->
        sealed
            .read(mailboxNo, from)
            .map(part ->
                new Feed.Page(
                    part.items().isEmpty() ? null : frame(part.items()),
                    Math.max(from, part.next()),
                    part.complete()));
  }

  private static Buffer frame(List<MailboxItem> items) {
    return Buffer.buffer(FrameCodec.encode(new MailboxItems(items)));
  }

  Future<Void> acknowledge(long mailboxNo, List<Long> positions) {
    return positions.isEmpty()
        ? Future.succeededFuture()
        : sealed.acknowledge(mailboxNo, positions);
  }

  /** Forgets mailboxes whose time is over. */
  public Future<Integer> forget(long now) {
    return store.forget(database, now);
  }

  /** Deletes all that lies in a space's mailboxes. */
  public Future<Void> deleteOf(Tx tx, SpaceId space) {
    return store.numbersOf(tx, space).compose(nos -> sealed.empty(tx, nos));
  }
}
