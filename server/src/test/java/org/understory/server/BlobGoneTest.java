package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who goes away, at whatever moment, holds nothing. */
@ExtendWith(TestServer.class)
class BlobGoneTest {
  private static final int SIZE = 4 << 20;
  private static final int UPLOADS = 150;

  /** More than the server serves at once. */
  private static final int DOWNLOADS = 1_600;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Sends the beginning of a call, and cuts the connection some nanoseconds later. */
  private static void sendsAndGoes(int port, String head, int bytes, long nanos)
      throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[bytes]);
      for (long until = System.nanoTime() + nanos; System.nanoTime() < until; ) {
        Thread.onSpinWait();
      }
    }
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  @Test
  void who_goes_at_any_moment_of_an_upload_leaves_a_blob_that_can_be_deleted(
      TestServer.Running server) throws Exception {
    TestSpace space = TestSpace.found(server);
    List<Integer> held = new ArrayList<>();
    try (TestClient founder = space.asFounder()) {
      for (int i = 0; i < UPLOADS; i++) {
        SentBlob blob = new SentBlob(space, SIZE, 120).openedBy(founder);
        sendsAndGoes(server.port(), blob.head(), i % 3 * 100_000, i * 100_000L);
        HttpRequest.Builder delete = blob.writing(server.port()).DELETE();
        int status = status(delete);
        for (int tries = 0; tries < 60 && status == 409; tries++) {
          Thread.sleep(50);
          status = status(delete);
        }
        if (status != 204) {
          held.add(i);
        }
      }
    }
    assertEquals(List.of(), held);
  }

  private static long openFilesBelow(Path directory) throws IOException {
    long open = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path each : all) {
        try {
          open += Files.readSymbolicLink(each).startsWith(directory) ? 1 : 0;
        } catch (NoSuchFileException e) {
          continue; // closed meanwhile
        }
      }
    }
    return open;
  }

  @Test
  void who_goes_at_any_moment_of_a_download_leaves_no_file_open_and_no_place_taken(
      TestServer.Running server) throws Exception {
    TestSpace space = TestSpace.found(server);
    Path blobs = server.data().resolve("blobs").toRealPath();
    try (TestClient founder = space.asFounder()) {
      SentBlob blob = new SentBlob(space, SIZE, 120).openedBy(founder);
      HttpRequest.Builder whole =
          blob.writing(server.port())
              .header("Content-Range", "bytes 0-%d/%d".formatted(SIZE - 1, SIZE))
              .PUT(BodyPublishers.ofByteArray(blob.bytes));
      assertEquals(201, status(whole));
      long before = openFilesBelow(blobs);
      String head =
          "GET %s HTTP/1.1\r\nHost: localhost\r\nUnderstory-Key: %s\r\n\r\n"
              .formatted(blob.path, HexFormat.of().formatHex(blob.key));
      for (int i = 0; i < DOWNLOADS; i++) {
        sendsAndGoes(server.port(), head, 0, i % 400 * 5_000L);
      }
      for (int tries = 0; tries < 100 && openFilesBelow(blobs) > before; tries++) {
        Thread.sleep(50);
      }
      assertEquals(before, openFilesBelow(blobs));
      assertEquals(200, status(blob.reading(server.port())));
    }
  }
}
