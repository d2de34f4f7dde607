package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.understory.wire.frame.BlobOpened;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.OpenBlob;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.ServerFrame;

/** Blobs over HTTP: what is written, read, refused and gone. */
@ExtendWith(TestServer.class)
class BlobTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final HexFormat HEX = HexFormat.of();

  private static HttpRequest.Builder to(TestServer.Running server, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
  }

  private static HttpResponse<byte[]> call(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> put(
      TestServer.Running server, SentBlob blob, int first, int end) throws Exception {
    return call(
        blob.writing(server.port())
            .header("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + blob.bytes.length)
            .PUT(BodyPublishers.ofByteArray(Arrays.copyOfRange(blob.bytes, first, end))));
  }

  private static HttpResponse<byte[]> get(TestServer.Running server, SentBlob blob, String range)
      throws Exception {
    HttpRequest.Builder request = blob.reading(server.port());
    return call(range.isEmpty() ? request : request.header("Range", range));
  }

  private static long offset(HttpResponse<?> response) {
    return response.headers().firstValueAsLong("Understory-Offset").orElse(-1);
  }

  @Test
  void a_blob_is_written_in_parts_and_read_in_ranges(TestServer.Running server) throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      SentBlob blob = new SentBlob(space, 300_001, 60).openedBy(founder);
      HttpResponse<byte[]> first = put(server, blob, 0, 100_000);
      assertEquals(200, first.statusCode());
      assertEquals(100_000, offset(first));
      assertEquals(404, get(server, blob, "").statusCode(), "it is not whole");
      HttpResponse<byte[]> again = put(server, blob, 0, 1_000);
      assertEquals(409, again.statusCode());
      assertEquals(100_000, offset(again));
      assertEquals(409, put(server, blob, 100_001, 100_002).statusCode());
      assertEquals(201, put(server, blob, 100_000, 300_001).statusCode());
      HttpResponse<byte[]> whole = get(server, blob, "");
      assertEquals(200, whole.statusCode());
      assertArrayEquals(blob.bytes, whole.body());
      assertEquals("no-store", whole.headers().firstValue("Cache-Control").orElse(""));
      assertEquals(
          "same-origin", whole.headers().firstValue("Cross-Origin-Resource-Policy").orElse(""));
      for (int[] range :
          new int[][] {{0, 0}, {65_535, 65_536}, {131_000, 262_200}, {300_000, 300_000}}) {
        HttpResponse<byte[]> part = get(server, blob, "bytes=" + range[0] + "-" + range[1]);
        assertEquals(206, part.statusCode());
        assertEquals(
            "bytes " + range[0] + "-" + range[1] + "/300001",
            part.headers().firstValue("Content-Range").orElse(""));
        assertArrayEquals(Arrays.copyOfRange(blob.bytes, range[0], range[1] + 1), part.body());
      }
      assertArrayEquals(
          Arrays.copyOfRange(blob.bytes, 299_999, 300_001),
          get(server, blob, "bytes=299999-999999").body());
    }
  }

  @Test
  void the_same_opening_gives_the_same_token_and_another_of_the_same_id_none(
      TestServer.Running server) throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      SentBlob blob = new SentBlob(space, 10, 60).openedBy(founder);
      assertEquals(blob.token, HEX.formatHex(founder.ask(BlobOpened.class, blob.open).token()));
      OpenBlob o = blob.open;
      assertEquals(
          Reason.NOT_ALLOWED,
          founder.reason(
              new OpenBlob(
                  TestSpace.writeId(), space.id, o.blob(), o.expiry() + 1, 10, o.readHash())));
      assertEquals(
          0,
          server.count(
              "SELECT count(*) FROM write_answer WHERE position(decode('"
                  + blob.token
                  + "', 'hex') in reply) > 0"),
          "no token is kept");
    }
    try (TestClient stranger = server.connect()) {
      assertEquals(Reason.NOT_ALLOWED, stranger.reason(new SentBlob(space, 10, 60).open));
    }
  }

  @Test
  void after_a_cut_in_the_middle_the_client_goes_on_where_it_was_told(TestServer.Running server)
      throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      SentBlob blob = new SentBlob(space, 300_000, 120).openedBy(founder);
      try (Socket socket = new Socket("localhost", server.port())) {
        socket.getOutputStream().write(blob.head().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(blob.bytes, 0, 200_000);
        socket.getOutputStream().flush();
      }
      HttpRequest.Builder ask = blob.writing(server.port()).HEAD();
      long offset = 0;
      for (int i = 0; i < 200 && offset < 65_536; i++) {
        Thread.sleep(50);
        offset = offset(call(ask));
      }
      assertTrue(offset >= 65_536 && offset <= 200_000, "what came before the cut is kept");
      HttpResponse<byte[]> rest = put(server, blob, (int) offset, 300_000);
      if (rest.statusCode() == 409) {
        // The part that was cut was still being written.
        Thread.sleep(1_000);
        rest = put(server, blob, (int) offset(call(ask)), 300_000);
      }
      assertEquals(201, rest.statusCode());
      assertArrayEquals(blob.bytes, get(server, blob, "").body());
    }
  }

  @Test
  void many_are_opened_at_once(TestServer.Running server) throws Exception {
    TestSpace space = TestSpace.found(server);
    List<TestClient> clients = new ArrayList<>();
    List<CompletableFuture<ServerFrame>> answers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      TestClient client = server.connect();
      client.prove(KeyKind.MEMBER, space.id, space.member);
      clients.add(client);
    }
    for (int i = 0; i < 160; i++) {
      answers.add(clients.get(i % 16).send(new SentBlob(space, 10, 120).open));
    }
    for (CompletableFuture<ServerFrame> answer : answers) {
      assertTrue(answer.get(20, TimeUnit.SECONDS) instanceof Reply, "none waits for another");
    }
    clients.forEach(TestClient::close);
  }

  @Test
  void who_shows_nothing_or_something_else_learns_nothing(TestServer.Running server)
      throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      SentBlob blob = new SentBlob(space, 1_000, 60).openedBy(founder);
      assertEquals(201, put(server, blob, 0, 1_000).statusCode());
      SentBlob other = new SentBlob(space, 1_000, 60).openedBy(founder);
      String there = blob.path;
      blob.token = other.token;
      assertEquals(404, put(server, blob, 0, 1_000).statusCode(), "another's token");
      String wrong = HEX.formatHex(TestSpace.random(32));
      assertEquals(404, call(to(server, there).header("Understory-Key", wrong)).statusCode());
      assertEquals(
          404,
          call(to(server, "/v1/blob/" + "0".repeat(32)).header("Understory-Key", wrong))
              .statusCode());
      String key = HEX.formatHex(blob.key);
      assertEquals(
          404, call(to(server, there).header("Understory-Token", key).DELETE()).statusCode());
      assertEquals(400, call(to(server, there)).statusCode());
      assertEquals(400, call(to(server, there + "?x").header("Understory-Key", key)).statusCode());
      assertEquals(
          400,
          call(to(server, "/v1/blob/..%2f..%2fincarnation").header("Understory-Key", key))
              .statusCode());
      assertEquals(
          403,
          call(to(server, there).header("Understory-Key", key).header("Origin", "http://evil"))
              .statusCode());
      assertEquals(
          405,
          call(to(server, there).header("Understory-Key", key).POST(BodyPublishers.noBody()))
              .statusCode());
      for (String range :
          new String[] {
            "bytes=-5", "bytes=5-2", "bytes=0-1,3-4", "bytes=0x1-2", "items=0-1", "bytes=01-2"
          }) {
        assertEquals(400, get(server, blob, range).statusCode(), range);
      }
      assertEquals(416, get(server, blob, "bytes=1000-").statusCode());
      assertEquals(200, get(server, blob, "").statusCode());
    }
  }

  @Test
  void a_part_of_another_size_or_length_is_refused_and_changes_nothing(TestServer.Running server)
      throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      SentBlob blob = new SentBlob(space, 1_000, 60).openedBy(founder);
      for (String range :
          new String[] {
            "bytes 0-9/999", "bytes 0-8/1000", "bytes 5-4/1000", "bytes 991-1000/1000", "0-9/1000"
          }) {
        HttpResponse<byte[]> answer =
            call(
                blob.writing(server.port())
                    .header("Content-Range", range)
                    .PUT(BodyPublishers.ofByteArray(new byte[10])));
        assertEquals(400, answer.statusCode(), range);
      }
      HttpResponse<byte[]> head = call(blob.writing(server.port()).HEAD());
      assertEquals(0, offset(head));
      assertEquals("1000", head.headers().firstValue("Understory-Size").orElse(""));
    }
  }

  @Test
  void a_deleted_blob_is_gone_with_its_file_and_its_share(TestServer.Running server)
      throws Exception {
    TestSpace space = TestSpace.found(server);
    String share =
        "SELECT blob_count + blob_bytes FROM space WHERE id = '\\x" + space.id.hex() + "'";
    try (TestClient founder = space.asFounder()) {
      SentBlob blob = new SentBlob(space, 1_000, 60).openedBy(founder);
      put(server, blob, 0, 1_000);
      assertEquals(1_001, server.count(share));
      assertEquals(1, filesOf(server, blob));
      assertEquals(204, call(blob.writing(server.port()).DELETE()).statusCode());
      assertEquals(404, get(server, blob, "").statusCode());
      assertEquals(0, server.count(share));
      assertEquals(0, filesOf(server, blob));
    }
  }

  @Test
  void a_blob_is_gone_at_the_end_of_its_bucket_and_its_share_is_free(TestServer.Running server)
      throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      SentBlob blob = new SentBlob(space, 1_000, 4).openedBy(founder);
      assertEquals(201, put(server, blob, 0, 1_000).statusCode());
      assertEquals(200, get(server, blob, "").statusCode());
      for (int i = 0; i < 200 && filesOf(server, blob) > 0; i++) {
        Thread.sleep(50);
      }
      assertEquals(404, get(server, blob, "").statusCode());
      assertFalse(Files.exists(server.data().resolve("blobs/" + blob.open.expiry())));
      for (int i = 0;
          i < 100
              && server.count("SELECT count(*) FROM blob WHERE expiry = " + blob.open.expiry()) > 0;
          i++) {
        Thread.sleep(50);
      }
      assertEquals(
          0,
          server.count(
              "SELECT blob_count + blob_bytes FROM space WHERE id = '\\x" + space.id.hex() + "'"));
    }
  }

  private static long filesOf(TestServer.Running server, SentBlob blob) throws IOException {
    Path bucket = server.data().resolve("blobs/" + blob.open.expiry());
    if (!Files.exists(bucket)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(bucket)) {
      return files.count();
    }
  }

  @Test
  void what_lies_in_the_file_is_not_what_was_sent(TestServer.Running server) throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      SentBlob blob = new SentBlob(space, 1_000, 90).openedBy(founder);
      Arrays.fill(blob.bytes, (byte) 'x');
      assertEquals(201, put(server, blob, 0, 1_000).statusCode());
      try (Stream<Path> files = Files.list(server.data().resolve("blobs/" + blob.open.expiry()))) {
        for (Path file : files.toList()) {
          String stored = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
          assertFalse(stored.contains("xxxxxxxx"));
          assertFalse(file.getFileName().toString().contains(blob.open.blob().hex()));
        }
      }
      assertTrue(get(server, blob, "").statusCode() == 200);
    }
  }
}
