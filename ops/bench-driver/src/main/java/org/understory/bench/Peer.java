package org.understory.bench;

import java.io.IOException;

/** A server under load: starts on a directory of its own, and ends when closed. */
interface Peer extends AutoCloseable {
  /** Its name and version. */
  String name();

  /** Starts it and answers after the first WebSocket connection was accepted: nanoseconds taken. */
  long start() throws IOException, InterruptedException;

  /** A room on the running server, empty. */
  Room room(Reactor reactor) throws IOException;

  /** The process that serves the connections. */
  ProcessFigures process();

  /** That process and all that it started, a database of its own among them. */
  ProcessFigures everything();

  /** Ends it in an orderly way. */
  void stop() throws InterruptedException;

  /** Ends it and removes what it kept. */
  @Override
  void close() throws IOException, InterruptedException;
}
