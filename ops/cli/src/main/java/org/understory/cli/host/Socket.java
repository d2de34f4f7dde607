package org.understory.cli.host;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection, from its opening to its one end ({@code docs/protocol.md#socket}).
 * Frames come whole, at most 4 MiB; anything else ends it. Events arrive on other threads, one
 * after the other.
 */
final class Socket implements WebSocket.Listener {
  private static final int MOST_BYTES = 4 << 20;

  /** Who hears of it. {@link #ended} comes once, and nothing after it. */
  interface Events {
    void opened(Socket socket);

    void frame(Socket socket, byte[] frame);

    /** A sign of life without content. */
    void alive(Socket socket);

    void ended(Socket socket);
  }

  private final Events events;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private CompletableFuture<WebSocket> last = new CompletableFuture<>();
  private @Nullable WebSocket webSocket;
  private boolean over;

  private Socket(Events events) {
    this.events = events;
  }

  /** Begins to connect. */
  static Socket open(HttpClient http, URI address, Events events) {
    Socket socket = new Socket(events);
    socket.last =
        http.newWebSocketBuilder()
            .buildAsync(address, socket)
            .whenComplete((opened, failure) -> {
              if (failure != null) {
                socket.end();
              }
            });
    return socket;
  }

  /** Queues one frame behind those that were queued before. */
  synchronized void send(byte[] frame) {
    then(open -> open.sendBinary(ByteBuffer.wrap(frame), true));
  }

  /** Asks the other side for a sign of life. */
  synchronized void ping() {
    then(open -> open.sendPing(ByteBuffer.allocate(0)));
  }

  private interface Sending {
    CompletableFuture<WebSocket> on(WebSocket open);
  }

  private void then(Sending sending) {
    last =
        last.thenCompose(sending::on)
            .whenComplete((sent, failure) -> {
              if (failure != null) {
                end();
              }
            });
  }

  /** Says goodbye after what was queued, and ends. */
  synchronized void close() {
    var unused =
        last.thenCompose(open -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""))
            .whenComplete((sent, failure) -> end());
  }

  /** Waits until it has ended, or so long. */
  void awaitEnd(long millis) {
    try {
      ended.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends at once. */
  void abort() {
    end();
  }

  private void end() {
    WebSocket open;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      open = webSocket;
    }
    if (open != null) {
      open.abort();
    }
    events.ended(this);
    ended.complete(null);
  }

  private synchronized boolean isOver() {
    return over;
  }

  @Override
  public void onOpen(WebSocket opened) {
    boolean late;
    synchronized (this) {
      webSocket = opened;
      late = over;
    }
    if (late) {
      opened.abort();
      return;
    }
    events.opened(this);
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean whole) {
    if (gathered.size() + part.remaining() > MOST_BYTES) {
      end();
      return null;
    }
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    gathered.writeBytes(bytes);
    if (whole) {
      byte[] frame = gathered.toByteArray();
      gathered.reset();
      if (!isOver()) {
        events.frame(this, frame);
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
    end();
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    events.alive(this);
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    events.alive(this);
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    end();
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    end();
  }
}
