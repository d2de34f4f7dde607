package org.understory.server.web;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections on which the server is owed something and nothing comes of it: the head of a
 * request, or the rest of a body that was answered already. A byte now and then does not help: only
 * a whole head does. Requests that are being answered, and sockets, are others' to watch. Used on
 * one event loop.
 */
final class Loiterers {
  /** How long a connection may owe. */
  static final long PATIENCE_MS = 30_000;

  private final Map<HttpConnection, Guest> guests = new HashMap<>();

  private static final class Guest {
    long since;
    @Nullable HttpServerRequest latest;

    Guest(long since) {
      this.since = since;
    }

    boolean isServed() {
      return latest != null && !latest.response().ended();
    }
  }

  /** Somebody has connected. */
  void came(HttpConnection connection, long now) {
    guests.put(connection, new Guest(now));
    connection.closeHandler(closed -> guests.remove(connection));
  }

  /** The head of a request has come whole. */
  void asked(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      // Many requests at once: Vert.x bounds their heads, and the idle timeout the rest.
      left(request.connection());
      return;
    }
    Guest guest = guests.get(request.connection());
    if (guest != null) {
      guest.latest = request;
    }
  }

  /** From here on something else watches it. */
  void left(HttpConnection connection) {
    guests.remove(connection);
  }

  /** Ends those that have owed for too long; to be called every few seconds. */
  void check(long now) {
    new ArrayList<>(guests.entrySet())
        .forEach(entry -> {
          Guest guest = entry.getValue();
          if (guest.isServed()) {
            guest.since = now;
          } else if (now - guest.since > PATIENCE_MS) {
            guests.remove(entry.getKey());
            entry.getKey().close();
          }
        });
  }
}
