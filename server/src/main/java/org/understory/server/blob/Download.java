package org.understory.server.blob;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.understory.server.blob.Ranges.Span;
import org.understory.server.retention.Blocking;
import org.understory.server.retention.SegmentCipher;

/** A range of a blob on its way out, piece by piece, as fast as the client takes it. */
final class Download {
  private static final int PIECE = 4 * BlobFile.SEGMENT;
  private static final long QUIET_MS = 30_000;

  private final Vertx vertx;
  private final Blob blob;
  private final SegmentCipher cipher;
  private final HttpServerResponse response;
  private final Promise<Void> done = Promise.promise();
  private final long end;
  private long next;
  private @Nullable BlobFile file;
  private boolean reading;
  private boolean over;
  private @Nullable Throwable cause;

  Download(Vertx vertx, Blob blob, SegmentCipher cipher, HttpServerResponse response, Span span) {
    this.vertx = vertx;
    this.blob = blob;
    this.cipher = cipher;
    this.response = response;
    this.next = span.first();
    this.end = span.last() + 1;
  }

  /** Whether all of a blob's bytes are there. */
  static Future<Boolean> isWhole(Vertx vertx, Blob blob) {
    long segments = Math.ceilDiv(blob.size(), (long) BlobFile.SEGMENT);
    long stored = blob.size() + segments * SegmentCipher.OVERHEAD;
    return Blocking.run(
        vertx,
        () -> {
          try {
            return Files.size(blob.file()) == stored;
          } catch (IOException e) {
            return false;
          }
        });
  }

  /** Sends all of it. */
  Future<Void> send() {
    response.exceptionHandler(failure -> finish(new Upload.Cut()));
    response.closeHandler(closed -> finish(new Upload.Cut()));
    if (response.closed()) {
      finish(new Upload.Cut()); // before anybody listened: no handler is told any more
    }
    step();
    return done.future();
  }

  private void step() {
    if (over) {
      return;
    }
    reading = true;
    Blocking.run(vertx, this::piece)
        .onComplete(read -> {
          reading = false;
          if (over) {
            close();
          } else if (read.failed()) {
            finish(read.cause());
          } else {
            write(read.result());
          }
        });
  }

  private Buffer piece() throws IOException {
    BlobFile from = file;
    if (from == null) {
      from = BlobFile.read(blob.file(), cipher);
      file = from;
    }
    Buffer piece = Buffer.buffer(PIECE);
    while (piece.length() < PIECE && next + piece.length() < end) {
      byte[] some = from.read(next + piece.length(), end);
      if (some.length == 0) {
        throw new IOException("a segment cannot be opened");
      }
      piece.appendBytes(some);
    }
    return piece;
  }

  private void write(Buffer piece) {
    next += piece.length();
    if (next >= end) {
      response.end(piece).onComplete(ended -> finish(ended.failed() ? new Upload.Cut() : null));
      return;
    }
    response.write(piece);
    if (!response.writeQueueFull()) {
      step();
      return;
    }
    long watch = vertx.setTimer(QUIET_MS, late -> response.reset());
    response.drainHandler(drained -> {
      vertx.cancelTimer(watch);
      step();
    });
  }

  private void finish(@Nullable Throwable failure) {
    if (over) {
      return;
    }
    over = true;
    cause = failure;
    if (!reading) {
      close();
    }
  }

  /** Nobody reads the file any more: not before, or it would be opened behind this one's back. */
  private void close() {
    BlobFile opened = file;
    Future<Boolean> closed =
        opened == null
            ? Future.succeededFuture(true)
            : Blocking.run(
                vertx,
                () -> {
                  opened.close();
                  return true;
                });
    closed.onComplete(ignored -> {
      if (cause == null) {
        done.tryComplete();
      } else {
        done.tryFail(cause);
      }
    });
  }
}
