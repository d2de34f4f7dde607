package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.understory.wire.frame.BlobOpened;

/** Who sends a byte a second holds no connection and no blob. */
@ExtendWith(TestServer.class)
class LoiterTest {
  private static final long LONGEST_MS = 60_000;
  private static final int SIZE = 200_000;
  private static final HexFormat HEX = HexFormat.of();

  /** Sends what it has, then a byte a second; after how many milliseconds the server had enough. */
  private static long held(int port, String head) throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      while (System.nanoTime() - began < LONGEST_MS * 1_000_000) {
        socket.getOutputStream().write('x');
        socket.getOutputStream().flush();
        try {
          while (socket.getInputStream().read() >= 0) {
            // Answers are thrown away: the connection's end is waited for.
            assertTrue(socket.isConnected());
          }
          break;
        } catch (java.net.SocketTimeoutException e) {
          // Still open.
        }
      }
    } catch (java.net.SocketException e) {
      // Cut while something was written.
    }
    return (System.nanoTime() - began) / 1_000_000;
  }

  @Test
  void a_byte_a_second_holds_no_connection_and_no_blob(TestServer.Running server) throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder();
        ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      SentBlob blob = new SentBlob(space, SIZE, 120).openedBy(founder);
      String put = "PUT " + blob.path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + SIZE;
      String range = "\r\nContent-Range: bytes 0-" + (SIZE - 1) + "/" + SIZE + "\r\n";
      List<String> heads =
          List.of(
              "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
              "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HTTP/1.1\r\nX-Slow: ",
              put + range + "\r\n",
              blob.head());
      List<Future<Long>> all =
          heads.stream().map(head -> others.submit(() -> held(server.port(), head))).toList();
      for (int i = 0; i < heads.size(); i++) {
        long took = all.get(i).get();
        assertTrue(took < LONGEST_MS, "held for " + took + " ms: " + heads.get(i));
      }
      HttpRequest whole =
          blob.writing(server.port())
              .header("Content-Range", "bytes 0-" + (SIZE - 1) + "/" + SIZE)
              .PUT(BodyPublishers.ofByteArray(new byte[SIZE]))
              .build();
      int status = HttpClient.newHttpClient().send(whole, BodyHandlers.discarding()).statusCode();
      assertTrue(status == 201 || status == 409, "the blob is free again: " + status);
      assertEquals(
          blob.token,
          HEX.formatHex(founder.ask(BlobOpened.class, blob.open).token()),
          "a quiet socket stays");
    }
  }
}
