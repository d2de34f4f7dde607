package org.understory.cli.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import org.understory.cli.files.FileFaultException.Fault;

/**
 * Carries sealed bytes to and from the server, in parts of 4 MiB ({@code
 * docs/decisions/0018-content-on-the-server.md}, section 1). After a cut it asks how much is there
 * and goes on.
 */
public final class Transfer implements AutoCloseable {
  private static final int PART = 4 << 20;
  private static final int TRIES = 6;
  private static final long PAUSE_MILLIS = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http;
  private final String place;

  /**
   * @param origin of the server, as {@code https://host}
   * @param blob 16 bytes
   */
  public Transfer(String origin, byte[] blob) {
    http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    place = origin + "/v1/blob/" + HexFormat.of().formatHex(blob);
  }

  /** Takes exactly {@code size} bytes and has each part at the server before the next. */
  public OutputStream upload(byte[] token, long size) {
    return new Parts(token, size);
  }

  private final class Parts extends OutputStream {
    private final byte[] token;
    private final long size;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream(PART);
    private long sent;

    Parts(byte[] token, long size) {
      this.token = token;
      this.size = size;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int at = from;
      while (at < from + length) {
        int some = Math.min(PART - part.size(), from + length - at);
        part.write(bytes, at, some);
        at += some;
        if (part.size() == PART || sent + part.size() == size) {
          send();
        }
      }
    }

    private void send() throws IOException {
      byte[] bytes = part.toByteArray();
      part.reset();
      long from = sent;
      for (int failures = 0; sent < from + bytes.length; ) {
        int done = (int) (sent - from);
        long before = sent;
        try {
          sent = clamped(put(bytes, done), from, bytes.length);
        } catch (IOException e) {
          pause();
          sent = clamped(offset(), from, bytes.length);
        }
        failures = sent > before ? 0 : failures + 1;
        if (failures >= TRIES) {
          throw new IOException(new FileFaultException(Fault.NO_SERVER));
        }
      }
    }

    /** Sends a part from here on; how many bytes of the whole are durable then. */
    private long put(byte[] bytes, int done) throws IOException {
      long last = sent + bytes.length - done - 1;
      HttpResponse<Void> answer =
          ask(
              request()
                  .header("Understory-Token", HexFormat.of().formatHex(token))
                  .header("Content-Range", "bytes " + sent + "-" + last + "/" + size)
                  .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes, done, bytes.length - done))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      return switch (answer.statusCode()) {
        case 201 -> last + 1;
        case 200, 409 -> answer.headers().firstValueAsLong("Understory-Offset").orElse(sent);
        default -> throw refused(answer.statusCode());
      };
    }

    /** What a server says is there never leads out of the part that is being sent. */
    private static long clamped(long said, long from, int length) {
      return Math.max(from, Math.min(from + length, said));
    }

    private long offset() throws IOException {
      try {
        HttpResponse<Void> answer =
            ask(
                request()
                    .header("Understory-Token", HexFormat.of().formatHex(token))
                    .HEAD()
                    .build(),
                HttpResponse.BodyHandlers.discarding());
        return answer.headers().firstValueAsLong("Understory-Offset").orElse(sent);
      } catch (IOException e) {
        return sent; // asked again with the next try
      }
    }
  }

  /**
   * The sealed bytes of a whole blob, to be closed.
   *
   * @param readKey 32 bytes
   */
  public InputStream download(byte[] readKey) throws IOException {
    HttpResponse<InputStream> answer =
        ask(
            request().header("Understory-Key", HexFormat.of().formatHex(readKey)).GET().build(),
            HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      answer.body().close();
      throw refused(answer.statusCode());
    }
    return answer.body();
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create(place)).timeout(PATIENCE);
  }

  private <T> HttpResponse<T> ask(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      HttpResponse<T> answer = http.send(request, handler);
      if (answer.statusCode() == 429 || answer.statusCode() == 503) {
        throw new IOException("busy");
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static IOException refused(int status) {
    return new IOException(new FileFaultException(status == 404 ? Fault.GONE : Fault.REFUSED));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
