package org.understory.server.delivery;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.Grants.Need;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.AccessEndedReason;
import org.understory.wire.id.SpaceId;

/** Who follows what, and who is connected to which space. One per event loop, used on it alone. */
public final class FanOut {
  private static final System.Logger LOG = System.getLogger("understory.delivery");

  private final Map<Topic, Followers> followers = new HashMap<>();
  private final Map<SpaceId, Set<Connection>> connections = new HashMap<>();

  private final Map<SpaceId, Long> changes = new HashMap<>();
  private long numbers;

  private static final class Followers {
    final Set<Subscription> subscriptions = new LinkedHashSet<>();
    long published;
  }

  /**
   * Follows a topic from a position: what there is first, then what comes. An earlier subscription
   * of the same connection to it ends.
   */
  public void subscribe(Connection connection, Topic topic, Need need, Feed feed, long from) {
    unsubscribe(connection, topic);
    Subscription subscription = new Subscription(connection, topic, need, feed, this, from);
    connection.subscriptions().put(topic, subscription);
    followers.computeIfAbsent(topic, ignored -> new Followers()).subscriptions.add(subscription);
    Grants.Owner owner = connection.grants().owner();
    if (owner != null
        && owner.state() == Grants.MailboxState.CLOSED
        && !connection.grants().isMember()) {
      subscription.endAt(owner.rosterEnd());
    }
    subscription.catchUp();
  }

  /** Stops following; harmless when it was not followed. */
  public void unsubscribe(Connection connection, Topic topic) {
    Subscription subscription = connection.subscriptions().remove(topic);
    if (subscription != null) {
      forget(subscription);
    }
  }

  private void forget(Subscription subscription) {
    subscription.end();
    Followers of = followers.get(subscription.topic);
    if (of != null && of.subscriptions.remove(subscription) && of.subscriptions.isEmpty()) {
      followers.remove(subscription.topic);
    }
  }

  /** Whether anybody follows it here: if not, there is nothing to encode. */
  public boolean isFollowed(Topic topic) {
    return followers.containsKey(topic);
  }

  /**
   * Sends what was durably written to all who follow.
   *
   * @param frame encoded once, sent to all
   * @param from position of its first entry
   * @param to position behind its last
   */
  public void publish(Topic topic, Buffer frame, long from, long to) {
    Followers of = followers.get(topic);
    if (of == null) {
      return;
    }
    of.published = Math.max(of.published, to);
    if (of.subscriptions.size() == 1) {
      of.subscriptions.iterator().next().offer(frame, from, to);
      return;
    }
    for (Subscription subscription : new ArrayList<>(of.subscriptions)) {
      subscription.offer(frame, from, to);
    }
  }

  /** Sends a frame that has no position to all who follow. */
  public void announce(Topic topic, Buffer frame) {
    for (Subscription subscription : following(topic)) {
      subscription.announce(frame);
    }
  }

  /** Something may have been written elsewhere: everybody looks. */
  public void wake(Topic topic) {
    for (Subscription subscription : following(topic)) {
      subscription.catchUp();
    }
  }

  /**
   * A log's read key is another now: who does not hold it follows up to {@code end} and no further.
   *
   * @param readKey empty: members
   */
  public void keyMoved(Topic topic, byte[] readKey, boolean guarded, long end) {
    for (Subscription subscription : following(topic)) {
      if (!subscription.connection.grants().opens(readKey, guarded)) {
        subscription.endAt(end, new AccessEnded(AccessEndedReason.LOG_MOVED, topic.log()));
      }
    }
  }

  private List<Subscription> following(Topic topic) {
    Followers of = followers.get(topic);
    return of == null ? List.of() : new ArrayList<>(of.subscriptions);
  }

  /** Notes that what keys a space takes has changed. */
  public void changed(SpaceId space) {
    changes.merge(space, 1L, Long::sum);
  }

  /**
   * How often that was noted. A judgement about a key that was begun at another count is begun
   * again: the change may have come between the reading and the granting.
   */
  public long changes(SpaceId space) {
    return changes.getOrDefault(space, 0L);
  }

  /** Reads again when what keys a space takes has changed between the reading and its answer. */
  public <T extends @Nullable Object> Future<T> settled(
      SpaceId space, Supplier<Future<T>> reading) {
    long before = changes(space);
    return reading
        .get()
        .compose(read ->
            changes(space) == before ? Future.succeededFuture(read) : settled(space, reading));
  }

  long nextNumber() {
    return ++numbers;
  }

  long published(Topic topic) {
    Followers of = followers.get(topic);
    return of == null ? 0 : of.published;
  }

  void failed(Subscription subscription, Throwable cause) {
    // The client comes back and resumes from its position; a gap would be worse.
    LOG.log(System.Logger.Level.WARNING, "a subscriber could not be read to: {0}", kindOf(cause));
    subscription.connection.socket().close();
  }

  private static String kindOf(@Nullable Throwable cause) {
    return cause == null ? "unknown" : cause.getClass().getSimpleName();
  }

  void join(SpaceId space, Connection connection) {
    connections.computeIfAbsent(space, ignored -> new LinkedHashSet<>()).add(connection);
  }

  void leave(Connection connection) {
    for (Subscription subscription : List.copyOf(connection.subscriptions().values())) {
      forget(subscription);
    }
    connection.subscriptions().clear();
    SpaceId space = connection.grants().space();
    Set<Connection> there = space == null ? null : connections.get(space);
    if (space != null && there != null && there.remove(connection) && there.isEmpty()) {
      connections.remove(space);
    }
  }

  /** The connections that proved anything in a space. */
  public List<Connection> connectedTo(SpaceId space) {
    Set<Connection> there = connections.get(space);
    return there == null ? List.of() : List.copyOf(there);
  }
}
