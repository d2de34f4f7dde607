package org.understory.server.delivery;

import io.vertx.core.buffer.Buffer;

/** The sending side of a connection. Used on its event loop alone. */
public interface Socket {
  /** Queues one binary message. */
  void send(Buffer message);

  /** Whether the queue is at its bound: what is not urgent should wait for the drain. */
  boolean isFull();

  /** Ends the connection. */
  void close();
}
