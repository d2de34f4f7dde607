package org.understory.cli.host;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a member wants: opened, watched over, and opened again with growing pauses
 * until it is no longer wanted. Used by one thread; what happens on others comes as events to it.
 */
final class Line {
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 15_000;
  private static final long PING_AFTER_MILLIS = 20_000;
  private static final long GOODBYE_MILLIS = 2_000;
  private static final long DEAD_AFTER_MILLIS = 50_000;
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  /** What the member hears of. */
  interface Listener {
    void connected();

    void received(byte[] frame);

    void disconnected();
  }

  private final Sources sources;
  private final Consumer<Runnable> events;
  private final Listener listener;
  private @Nullable HttpClient http;
  private @Nullable URI address;
  private @Nullable Socket socket;
  private boolean open;
  private int failures;
  private long connectAt;
  private long heardAt;
  private long pingedAt;

  /**
   * @param events takes what the member's thread is to run; called from any thread
   */
  Line(Sources sources, Consumer<Runnable> events, Listener listener) {
    this.sources = sources;
    this.events = events;
    this.listener = listener;
  }

  /** Wants a connection to the socket of this origin. */
  void want(String origin) {
    address = URI.create("ws" + origin.substring("http".length()) + "/v1/socket");
    connectAt = sources.now();
    look();
  }

  /** Wants none any more. */
  void leave() {
    address = null;
    Socket ending = socket;
    socket = null;
    if (ending != null) {
      ending.close();
    }
    if (open) {
      open = false;
      listener.disconnected();
    }
  }

  /** Sends on the open connection; without one it is dropped. */
  void send(byte[] frame) {
    if (open && socket != null) {
      socket.send(frame);
    }
  }

  /** When something was last received, milliseconds; 0: never. */
  long heardAt() {
    return heardAt;
  }

  /** Does what is due. */
  void look() {
    long now = sources.now();
    if (socket == null && address != null && now >= connectAt) {
      connect(address);
    } else if (socket != null && open) {
      if (now - heardAt > DEAD_AFTER_MILLIS) {
        socket.abort();
      } else if (now - heardAt > PING_AFTER_MILLIS && now - pingedAt > PING_AFTER_MILLIS) {
        pingedAt = now;
        socket.ping();
      }
    }
  }

  private void connect(URI to) {
    if (http == null) {
      http = HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
    }
    socket =
        Socket.open(
            http,
            to,
            new Socket.Events() {
              @Override
              public void opened(Socket from) {
                events.accept(() -> onOpened(from));
              }

              @Override
              public void frame(Socket from, byte[] frame) {
                events.accept(() -> onFrame(from, frame));
              }

              @Override
              public void alive(Socket from) {
                events.accept(() -> heardAt = sources.now());
              }

              @Override
              public void ended(Socket from) {
                events.accept(() -> onEnded(from));
              }
            });
  }

  private void onOpened(Socket from) {
    if (from == socket) {
      open = true;
      heardAt = sources.now();
      listener.connected();
    }
  }

  private void onFrame(Socket from, byte[] frame) {
    if (from == socket) {
      heardAt = sources.now();
      failures = 0;
      listener.received(frame);
    }
  }

  private void onEnded(Socket from) {
    if (from != socket) {
      return;
    }
    socket = null;
    connectAt = sources.now() + pause();
    if (open) {
      open = false;
      listener.disconnected();
    }
  }

  /** Twice as long with every failure, and up to a quarter more, so that not all come at once. */
  private long pause() {
    long base = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(10, failures++));
    return base + base * (sources.randomness().bytes(1)[0] & 0xFF) / 1024;
  }

  /** Ends for good, once what was sent has left or a moment passed. */
  void close() {
    Socket ending = socket;
    leave();
    if (ending != null) {
      ending.awaitEnd(GOODBYE_MILLIS);
    }
    if (http != null) {
      http.shutdownNow();
    }
  }
}
