package org.understory.server;

import java.net.URI;
import java.net.http.HttpRequest;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.understory.wire.frame.BlobOpened;
import org.understory.wire.frame.OpenBlob;
import org.understory.wire.id.BlobId;

/** A blob as its sender knows it, and the beginnings of the calls about it. */
final class SentBlob {
  private static final HexFormat HEX = HexFormat.of();

  final byte[] key = TestSpace.random(32);
  final byte[] bytes;
  final OpenBlob open;
  final String path;
  String token = "";

  /**
   * @param size bytes, 1 or more
   * @param seconds until it is gone
   */
  SentBlob(TestSpace space, int size, long seconds) throws Exception {
    bytes = TestSpace.random(size);
    BlobId id = BlobId.of(TestSpace.random(16));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
    open = new OpenBlob(TestSpace.writeId(), space.id, id, TestSpace.expiry(seconds), size, hash);
    path = "/v1/blob/" + id.hex();
  }

  SentBlob openedBy(TestClient client) {
    token = HEX.formatHex(client.ask(BlobOpened.class, open).token());
    return this;
  }

  /** A call by who writes it. */
  HttpRequest.Builder writing(int port) {
    return to(port).header("Understory-Token", token);
  }

  /** A call by who reads it. */
  HttpRequest.Builder reading(int port) {
    return to(port).header("Understory-Key", HEX.formatHex(key));
  }

  private HttpRequest.Builder to(int port) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  /** The head of a call that sends all of it, for who writes to a socket by hand. */
  String head() {
    int size = bytes.length;
    return "PUT %s HTTP/1.1\r\nHost: localhost\r\nUnderstory-Token: %s\r\n".formatted(path, token)
        + "Content-Range: bytes 0-%d/%d\r\nContent-Length: %d\r\n\r\n"
            .formatted(size - 1, size, size);
  }
}
