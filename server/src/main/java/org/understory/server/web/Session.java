package org.understory.server.web;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Socket;
import org.understory.server.metrics.Metrics;
import org.understory.server.metrics.Metrics.Count;
import org.understory.server.postgres.Database;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.Request;
import org.understory.wire.id.LogId;

/**
 * One client's WebSocket: decodes requests, carries them out in order, answers.
 *
 * <p>Appends to one log may overlap, because the log keeps their order; everything else waits for
 * what came before it.
 */
final class Session implements Socket {
  private static final System.Logger LOG = System.getLogger("understory.web");

  /** What waits on a connection before it is no longer read from. */
  private static final int MOST_WAITING = 128;

  private static final int QUEUE_BYTES = 1 << 20;
  private static final int RETRY_AFTER_S = 5;

  private final ServerWebSocket webSocket;
  private final Routes routes;
  private final Metrics metrics;
  private final Sources sources;
  private final Connection connection;
  private final ArrayDeque<Request> waiting = new ArrayDeque<>();
  private int inFlight;
  private @Nullable LogId appendingTo;
  private boolean paused;
  private boolean over;
  private boolean full;
  private long fullSince;
  private long heardAt;

  Session(
      ServerWebSocket webSocket, Routes routes, FanOut fanOut, Metrics metrics, Sources sources) {
    this.webSocket = webSocket;
    this.routes = routes;
    this.metrics = metrics;
    this.sources = sources;
    this.connection = new Connection(this, fanOut, sources);
    this.heardAt = sources.nowMillis();
    webSocket.setWriteQueueMaxSize(QUEUE_BYTES);
    webSocket.binaryMessageHandler(this::received);
    webSocket.textMessageHandler(text -> malformed());
    webSocket.pongHandler(pong -> heardAt = sources.nowMillis());
    webSocket.drainHandler(drained -> drained());
    webSocket.exceptionHandler(failure -> close());
  }

  Connection connection() {
    return connection;
  }

  // Requests.

  private void received(Buffer message) {
    heardAt = sources.nowMillis();
    metrics.add(Count.FRAMES_RECEIVED);
    if (over) {
      return;
    }
    try {
      waiting.addLast(FrameCodec.decodeRequest(message.getBytes()));
    } catch (InvalidWireException e) {
      malformed();
      return;
    }
    if (waiting.size() >= MOST_WAITING && !paused) {
      paused = true;
      webSocket.pause();
    }
    proceed();
  }

  private void malformed() {
    if (!over) {
      connection.send(new Refusal(0, Reason.MALFORMED, 0, 0));
      close();
    }
  }

  private void proceed() {
    // A client that reads no answers gets no more of them.
    while (!over && !isFull() && !waiting.isEmpty() && mayStart(waiting.getFirst())) {
      Request request = waiting.removeFirst();
      appendingTo = request.body() instanceof Append append ? append.log() : null;
      inFlight++;
      carryOut(request)
          .onComplete(answer -> {
            inFlight--;
            answer(request.id(), answer);
            proceed();
          });
    }
    if (paused && waiting.size() < MOST_WAITING / 2) {
      paused = false;
      webSocket.resume();
    }
  }

  private boolean mayStart(Request request) {
    return inFlight == 0
        || (request.body() instanceof Append append && append.log().equals(appendingTo));
  }

  private Future<ReplyBody> carryOut(Request request) {
    try {
      return routes.carryOut(connection, request.body());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void answer(long id, AsyncResult<ReplyBody> answer) {
    if (over) {
      return;
    }
    if (answer.succeeded()) {
      connection.send(new Reply(id, answer.result()));
    } else if (answer.cause() instanceof Refused refused) {
      metrics.add(Count.REQUESTS_REFUSED);
      connection.send(new Refusal(id, refused.reason(), refused.current(), refused.retryAfter()));
    } else {
      failed(id, answer.cause());
    }
  }

  /**
   * The storage failed. A client takes a refusal as a promise that nothing was changed; where that
   * is not certain it gets no answer, comes back, and repeats the write with its id.
   */
  private void failed(long id, Throwable cause) {
    metrics.add(Count.REQUESTS_FAILED);
    LOG.log(
        System.Logger.Level.WARNING,
        "a request could not be carried out: {0}",
        Database.describe(cause));
    if (Database.changedNothing(cause)) {
      connection.send(new Refusal(id, Reason.UNAVAILABLE, 0, RETRY_AFTER_S));
    } else {
      close();
    }
  }

  // Sending.

  @Override
  public void send(Buffer message) {
    if (!over) {
      metrics.add(Count.FRAMES_SENT);
      webSocket.writeBinaryMessage(message);
    }
  }

  @Override
  public boolean isFull() {
    if (webSocket.isClosed() || !webSocket.writeQueueFull()) {
      return false;
    }
    if (!full) {
      full = true;
      fullSince = sources.nowMillis();
    }
    return true;
  }

  private void drained() {
    full = false;
    if (!over) {
      connection.drained();
      proceed();
    }
  }

  @Override
  public void close() {
    if (!over) {
      over = true;
      webSocket.close();
    }
  }

  // Life.

  /** The socket is gone. */
  void closed() {
    over = true;
    waiting.clear();
    connection.closed();
  }

  /**
   * Looks after the connection now and then.
   *
   * @param quietMs ping a client that was not heard for so long
   * @param deadMs give up one that was not heard, or takes nothing, for so long
   */
  void check(long now, long quietMs, long deadMs) {
    if (over || webSocket.isClosed()) {
      return;
    }
    if (isFull() && now - fullSince > deadMs) {
      metrics.add(Count.SLOW_CONSUMERS_CLOSED);
      close();
    } else if (now - heardAt > deadMs) {
      close();
    } else if (now - heardAt > quietMs) {
      webSocket.writePing(Buffer.buffer(1).appendByte((byte) 0));
    }
  }

  /** Ends it because the server stops. */
  Future<Void> endForShutdown() {
    over = true;
    return webSocket.close((short) 1001);
  }
}
