package org.understory.server.blob;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.understory.server.blob.Ranges.Part;
import org.understory.server.blob.Ranges.Span;
import org.understory.server.config.Randomness;
import org.understory.server.postgres.Database;
import org.understory.server.retention.Blocking;
import org.understory.server.retention.SegmentCipher;
import org.understory.wire.id.BlobId;

/** The calls about blobs over HTTP. {@code docs/protocol.md#blobs}. Used on one event loop. */
public final class BlobCalls {
  /** Below here every path is a blob. */
  public static final String PATH = "/v1/blob/";

  private static final System.Logger LOG = System.getLogger("understory.blob");
  private static final Pattern BLOB = Pattern.compile(PATH + "([0-9a-f]{32})");
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
  private static final String TOKEN_HEADER = "Understory-Token";
  private static final String KEY_HEADER = "Understory-Key";
  private static final String OFFSET_HEADER = "Understory-Offset";
  private static final int MOST_TRANSFERS = 256;

  private final Vertx vertx;
  private final BlobService blobs;
  private final Randomness randomness;
  private final String origin;
  private final Map<String, Upload> uploads = new HashMap<>();
  private int transfers;

  public BlobCalls(Vertx vertx, BlobService blobs, Randomness randomness, String origin) {
    this.vertx = vertx;
    this.blobs = blobs;
    this.randomness = randomness;
    this.origin = origin;
  }

  /** Answers one call. */
  public void handle(HttpServerRequest request) {
    request.pause();
    HttpServerResponse response = request.response();
    response.putHeader("Cache-Control", "no-store");
    response.putHeader("Content-Type", "application/octet-stream");
    List<String> origins = request.headers().getAll("Origin");
    Matcher path = BLOB.matcher(request.path() == null ? "" : request.path());
    if (!origins.isEmpty() && !(origins.size() == 1 && origins.getFirst().equals(origin))) {
      end(request, 403);
    } else if (!path.matches() || request.query() != null) {
      end(request, 400);
    } else {
      BlobId blob = BlobId.of(HexFormat.of().parseHex(path.group(1)));
      Future<Void> done = dispatch(request, blob);
      done.onFailure(failure -> failed(request, failure));
    }
  }

  private Future<Void> dispatch(HttpServerRequest request, BlobId id) {
    byte[] token = secret(request, TOKEN_HEADER);
    byte[] key = secret(request, KEY_HEADER);
    HttpMethod method = request.method();
    boolean reads = method == HttpMethod.GET || (method == HttpMethod.HEAD && key != null);
    boolean writes =
        method == HttpMethod.PUT || method == HttpMethod.DELETE || method == HttpMethod.HEAD;
    if (!reads && !writes) {
      request.response().putHeader("Allow", "GET, HEAD, PUT, DELETE");
      return end(request, 405);
    }
    byte[] shown = reads ? key : token;
    if (shown == null || (key != null && token != null)) {
      return end(request, 400);
    }
    return blobs
        .find(id)
        .compose(blob -> {
          if (blob == null || !isRight(blob, shown, reads)) {
            return end(request, 404);
          }
          if (reads) {
            return read(request, blob);
          }
          return method == HttpMethod.PUT
              ? write(request, blob)
              : method == HttpMethod.DELETE ? delete(request, blob) : offset(request, blob);
        });
  }

  private static byte @Nullable [] secret(HttpServerRequest request, String header) {
    List<String> values = request.headers().getAll(header);
    return values.size() == 1 && KEY.matcher(values.getFirst()).matches()
        ? HexFormat.of().parseHex(values.getFirst())
        : null;
  }

  private static boolean isRight(Blob blob, byte[] shown, boolean reads) {
    try {
      return reads
          ? MessageDigest.isEqual(
              MessageDigest.getInstance("SHA-256").digest(shown), blob.readHash())
          : MessageDigest.isEqual(shown, blob.token());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  // Writing.

  private Future<Void> write(HttpServerRequest request, Blob blob) {
    String length = request.getHeader("Content-Length");
    Part part = Ranges.part(request.getHeader("Content-Range"), length);
    if (length == null) {
      return end(request, 411);
    }
    if (part == null || part.size() != blob.size()) {
      return end(request, 400);
    }
    String name = blob.file().toString();
    Upload other = uploads.get(name);
    if (other != null) {
      return at(request, 409, other.durable());
    }
    if (transfers >= MOST_TRANSFERS) {
      return busy(request);
    }
    Upload upload = new Upload(vertx, blob, cipher(blob));
    uploads.put(name, upload);
    transfers++;
    return upload
        .open()
        .compose(offset -> {
          if (offset != part.first()) {
            return upload.close().compose(done -> at(request, 409, offset));
          }
          return upload
              .take(request)
              .compose(end -> at(request, end == blob.size() ? 201 : 200, end));
        })
        .onComplete(done -> {
          uploads.remove(name);
          transfers--;
        });
  }

  private SegmentCipher cipher(Blob blob) {
    return new SegmentCipher(blob.fileKey(), randomness);
  }

  private Future<Void> offset(HttpServerRequest request, Blob blob) {
    request.response().putHeader("Understory-Size", Long.toString(blob.size()));
    String name = blob.file().toString();
    Upload other = uploads.get(name);
    if (other != null) {
      return at(request, 200, other.durable());
    }
    Upload upload = new Upload(vertx, blob, cipher(blob));
    uploads.put(name, upload);
    return upload
        .open()
        .compose(offset -> upload.close().map(done -> offset))
        .onComplete(done -> uploads.remove(name))
        .compose(offset -> at(request, 200, offset));
  }

  private Future<Void> delete(HttpServerRequest request, Blob blob) {
    Upload other = uploads.get(blob.file().toString());
    if (other != null) {
      return at(request, 409, other.durable());
    }
    return blobs
        .delete(blob)
        .compose(done -> Blocking.run(vertx, () -> Files.deleteIfExists(blob.file())))
        .compose(done -> end(request, 204));
  }

  // Reading.

  private Future<Void> read(HttpServerRequest request, Blob blob) {
    String asked = request.getHeader("Range");
    Span span = Ranges.span(asked, blob.size());
    return Download.isWhole(vertx, blob)
        .compose(whole -> {
          if (!whole || !blobs.isOpen(blob)) {
            return end(request, 404);
          }
          if (span == null) {
            return end(request, 400);
          }
          HttpServerResponse response = request.response();
          response.putHeader("Accept-Ranges", "bytes");
          if (span.isBeyond()) {
            response.putHeader("Content-Range", "bytes */" + blob.size());
            return end(request, 416);
          }
          if (asked != null) {
            response.putHeader(
                "Content-Range", "bytes " + span.first() + "-" + span.last() + "/" + blob.size());
          }
          response.setStatusCode(asked == null ? 200 : 206);
          response.putHeader("Content-Length", Long.toString(span.last() - span.first() + 1));
          if (request.method() == HttpMethod.HEAD) {
            return response.end();
          }
          if (transfers >= MOST_TRANSFERS) {
            response.headers().remove("Content-Length").remove("Content-Range");
            return busy(request);
          }
          transfers++;
          return new Download(vertx, blob, cipher(blob), response, span)
              .send()
              .onComplete(done -> transfers--);
        });
  }

  // Answers.

  private static Future<Void> at(HttpServerRequest request, int status, long offset) {
    request.response().putHeader(OFFSET_HEADER, Long.toString(offset));
    return end(request, status);
  }

  private static Future<Void> busy(HttpServerRequest request) {
    request.response().putHeader("Retry-After", "5");
    return end(request, 429);
  }

  /** Ends with a status; what is left of the request's body is thrown away. */
  private static Future<Void> end(HttpServerRequest request, int status) {
    if (!request.isEnded()) {
      request.handler(thrown -> {});
      request.resume();
    }
    return request.response().ended()
        ? Future.succeededFuture()
        : request.response().setStatusCode(status).end();
  }

  private static void failed(HttpServerRequest request, Throwable failure) {
    if (failure instanceof Upload.Cut || request.response().closed()) {
      return; // who went away is no fault of ours, and fills no log
    }
    LOG.log(
        System.Logger.Level.WARNING, "a blob could not be served: {0}", Database.describe(failure));
    if (request.response().headWritten()) {
      request.connection().close();
    } else {
      request.response().headers().remove("Content-Length").remove("Content-Range");
      request.response().putHeader("Retry-After", "5");
      end(request, 503);
    }
  }
}
