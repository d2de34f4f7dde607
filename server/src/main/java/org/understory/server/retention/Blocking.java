package org.understory.server.retention;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Work on files, which waits for the disk: on another thread, never on the event loop. */
public final class Blocking {
  private Blocking() {}

  /** Does work elsewhere; its future completes on the event loop that asked. */
  public static <T> Future<T> run(Vertx vertx, Callable<T> work) {
    return vertx
        .executeBlocking(work, false)
        .map(done -> Objects.requireNonNull(done, "the work gave nothing"));
  }
}
