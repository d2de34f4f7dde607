package org.understory.server.delivery;

import io.vertx.core.buffer.Buffer;
import org.understory.server.delivery.Grants.Need;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.AccessEndedReason;

/**
 * One connection following one topic: first it catches up page by page, then it is live. When the
 * connection cannot keep up, it falls back to catching up, so that memory stays bounded.
 */
final class Subscription {
  final Connection connection;
  final Topic topic;
  final Need need;
  private final Feed feed;
  private final FanOut fanOut;
  private long next;
  private long end = Long.MAX_VALUE;
  private AccessEnded atEnd = new AccessEnded(AccessEndedReason.MAILBOX_CLOSED);
  private boolean missed;
  private boolean live;
  private boolean reading;
  private boolean ended;

  Subscription(Connection connection, Topic topic, Need need, Feed feed, FanOut fanOut, long from) {
    this.connection = connection;
    this.topic = topic;
    this.need = need;
    this.feed = feed;
    this.fanOut = fanOut;
    this.next = from;
  }

  /**
   * Bounds it: the subscriber is told that its mailbox is closed once it has all before {@code at}.
   */
  void endAt(long at) {
    end = Math.min(end, at);
    finishAtEnd();
  }

  /** Bounds it in the same way, but another sentence ends it. */
  void endAt(long at, AccessEnded sentence) {
    atEnd = sentence;
    endAt(at);
  }

  void end() {
    ended = true;
  }

  /** Something was written at {@code from} to {@code to}; its frame is the same for everybody. */
  void offer(Buffer frame, long from, long to) {
    if (!live || ended || to <= next) {
      return;
    }
    if (from != next || connection.socket().isFull()) {
      catchUp();
      return;
    }
    connection.socket().send(frame);
    next = to;
    finishAtEnd();
  }

  /** A frame without a position; a full connection reads it again later. */
  void announce(Buffer frame) {
    if (ended) {
      return;
    }
    if (live && !connection.socket().isFull()) {
      connection.socket().send(frame);
    } else {
      missed = reading;
      catchUp();
    }
  }

  /** Reads on after the connection was full. */
  void catchUpIfBehind() {
    if (!live) {
      catchUp();
    }
  }

  /** Reads on until nothing is missing; waits while the connection is full. */
  void catchUp() {
    live = false;
    if (reading || ended || connection.socket().isFull()) {
      return;
    }
    reading = true;
    long from = next;
    feed.read(from, end)
        .onComplete(page -> {
          reading = false;
          if (ended) {
            return;
          }
          if (page.failed()) {
            fanOut.failed(this, page.cause());
          } else {
            take(page.result());
          }
        });
  }

  private void take(Feed.Page page) {
    Buffer frame = page.frame();
    if (frame != null) {
      connection.socket().send(frame);
    }
    next = Math.max(next, page.next());
    if (finishAtEnd()) {
      return;
    }
    boolean again = missed;
    missed = false;
    if (!again && page.complete() && next >= fanOut.published(topic)) {
      live = true;
    } else {
      catchUp();
    }
  }

  private boolean finishAtEnd() {
    if (ended || next < end) {
      return ended;
    }
    fanOut.unsubscribe(connection, topic);
    connection.send(atEnd);
    return true;
  }
}
