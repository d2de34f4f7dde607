package org.understory.server.blob;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.understory.server.retention.Blocking;
import org.understory.server.retention.SegmentCipher;

/**
 * One part of a blob on its way into the file: a piece is gathered, then written by another thread
 * while the client waits. Used on one event loop.
 */
final class Upload {
  private static final int PIECE = 256 << 10;
  private static final long CHECK_EVERY_MS = 5_000;
  private static final int MOST_QUIET_CHECKS = 6;

  /**
   * Who sends less than this in half a minute counts as gone: a byte now and then holds no place.
   */
  private static final int LEAST = 16 << 10;

  /** The client went away; what came of it is kept. */
  static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Cut() {
      super("cut", null, false, false);
    }
  }

  private final Vertx vertx;
  private final Blob blob;
  private final SegmentCipher cipher;
  private final Promise<Long> end = Promise.promise();
  private @Nullable BlobFile file;
  private Buffer gathered = Buffer.buffer();
  private long durable;
  private boolean writing;
  private boolean over;
  private boolean cut;
  private int quiet;
  private int moved;

  Upload(Vertx vertx, Blob blob, SegmentCipher cipher) {
    this.vertx = vertx;
    this.blob = blob;
    this.cipher = cipher;
  }

  /** How many bytes were durable at the last moment at which that was certain. */
  long durable() {
    return durable;
  }

  /** Opens the file; how many bytes there are. */
  Future<Long> open() {
    return blocking(() -> BlobFile.append(blob.file(), cipher))
        .map(opened -> {
          file = opened;
          durable = opened.offset();
          return durable;
        });
  }

  /** Closes a file that nothing was written to. */
  Future<Void> close() {
    return blocking(
            () -> {
              opened().close();
              return true;
            })
        .mapEmpty();
  }

  private BlobFile opened() {
    BlobFile there = file;
    if (there == null) {
      throw new IllegalStateException("not open");
    }
    return there;
  }

  /** Takes the request's body; how many bytes there are then, all of them durable. */
  Future<Long> take(HttpServerRequest request) {
    long watch =
        vertx.setPeriodic(
            CHECK_EVERY_MS,
            ignored -> {
              if (moved >= LEAST) {
                moved = 0;
                quiet = 0;
              } else if (!writing && ++quiet >= MOST_QUIET_CHECKS) {
                request.connection().close();
              }
            });
    request.handler(some -> {
      moved += some.length();
      gathered.appendBuffer(some);
      if (gathered.length() >= PIECE) {
        request.pause();
        write(request);
      }
    });
    request.endHandler(ended -> finish(request, false));
    request.exceptionHandler(failure -> finish(request, true));
    request.response().closeHandler(closed -> finish(request, true));
    if (request.response().closed()) {
      finish(request, true); // while the file was opened: no handler is told any more
    }
    request.resume();
    return end.future().onComplete(done -> vertx.cancelTimer(watch));
  }

  private void write(HttpServerRequest request) {
    byte[] piece = gathered.getBytes();
    gathered = Buffer.buffer();
    writing = true;
    blocking(
            () -> {
              opened().write(piece);
              return true;
            })
        .onComplete(done -> {
          writing = false;
          quiet = 0;
          if (done.failed()) {
            over = true;
            abandon(done.cause());
          } else if (over) {
            flush();
          } else {
            request.resume();
          }
        });
  }

  private void finish(HttpServerRequest request, boolean wasCut) {
    if (over) {
      return;
    }
    over = true;
    cut = wasCut;
    if (!writing) {
      flush();
    }
  }

  private void flush() {
    byte[] rest = gathered.getBytes();
    gathered = Buffer.buffer();
    blocking(
            () -> {
              BlobFile into = opened();
              into.write(rest);
              long offset = into.flush();
              into.close();
              return offset;
            })
        .onComplete(done -> {
          if (done.failed()) {
            abandon(done.cause());
          } else if (cut) {
            end.tryFail(new Cut());
          } else {
            end.tryComplete(done.result());
          }
        });
  }

  private void abandon(Throwable cause) {
    close().onComplete(closed -> end.tryFail(cause));
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return Blocking.run(vertx, work);
  }
}
