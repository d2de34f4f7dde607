package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.understory.server.config.Sources;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Refusal;

/** HTTP and the WebSocket's edge. */
@ExtendWith(TestServer.class)
class EdgeTest {
  private static HttpResponse<byte[]> get(int port, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void every_answer_carries_the_security_headers(TestServer.Running server) throws Exception {
    for (String path : List.of("/healthz", "/nothing", "/v1/socket")) {
      HttpResponse<byte[]> response = get(server.port(), path);
      assertEquals(
          "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';"
              + " img-src 'self' blob:; media-src 'self' blob:; font-src 'self';"
              + " connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none';"
              + " form-action 'none'; frame-ancestors 'none';"
              + " require-trusted-types-for 'script'; trusted-types worker-url",
          header(response, "Content-Security-Policy"));
      assertEquals("same-origin", header(response, "Cross-Origin-Opener-Policy"));
      assertEquals("require-corp", header(response, "Cross-Origin-Embedder-Policy"));
      assertEquals("same-origin", header(response, "Cross-Origin-Resource-Policy"));
      assertEquals("no-referrer", header(response, "Referrer-Policy"));
      assertEquals("nosniff", header(response, "X-Content-Type-Options"));
      assertFalse(header(response, "Permissions-Policy").isEmpty());
      assertEquals("", header(response, "Server"));
      assertEquals("", header(response, "Set-Cookie"));
    }
  }

  @Test
  void the_client_is_served_compressed_cached_by_name_and_nothing_beside_it(@TempDir Path temporary)
      throws Exception {
    Path web = Files.createDirectories(temporary.resolve("dist/assets"));
    Files.writeString(temporary.resolve("secret.txt"), "secret");
    Files.writeString(temporary.resolve("dist/index.html"), "<!doctype html>");
    Files.writeString(web.resolve("main-Ab3dE6gH.js"), "plain");
    Files.write(web.resolve("main-Ab3dE6gH.js.br"), new byte[] {1, 2, 3});
    int port = TestServer.Running.freePort();
    try (Understory server =
        Understory.start(
            TestServer.Running.configuration(
                temporary.resolve("data"),
                port,
                "--web",
                temporary.resolve("dist").toString(),
                "--csp-without-wasm"),
            Sources.system())) {
      for (String page : List.of("/", "/f", "/j", "/index.html")) {
        HttpResponse<byte[]> html = get(server.port(), page);
        assertEquals(200, html.statusCode());
        assertEquals("no-store", header(html, "Cache-Control"));
        assertEquals("text/html; charset=utf-8", header(html, "Content-Type"));
        assertFalse(header(html, "Content-Security-Policy").contains("wasm-unsafe-eval"));
      }
      HttpResponse<byte[]> brotli =
          get(port, "/assets/main-Ab3dE6gH.js", "Accept-Encoding", "gzip, br");
      assertArrayEquals(new byte[] {1, 2, 3}, brotli.body());
      assertEquals("br", header(brotli, "Content-Encoding"));
      assertEquals("public, max-age=31536000, immutable", header(brotli, "Cache-Control"));
      HttpResponse<byte[]> plain =
          get(port, "/assets/main-Ab3dE6gH.js", "Accept-Encoding", "br;q=0");
      assertEquals("plain", new String(plain.body(), java.nio.charset.StandardCharsets.UTF_8));
      for (String path :
          List.of("/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt")) {
        assertEquals(404, get(port, path).statusCode(), path);
      }
    }
    assertEquals(
        List.of(),
        ProcessHandle.allProcesses()
            .filter(
                process -> process.info().commandLine().orElse("").contains(temporary.toString()))
            .toList(),
        "the database ends with the server");
  }

  @Test
  void a_page_of_another_origin_gets_no_socket(TestServer.Running server) {
    String own = "http://localhost:" + server.port();
    new TestClient(server.port(), own).close();
    for (String origin :
        List.of("https://evil.example", own.replace("http", "https"), "null", own + ".evil")) {
      assertThrows(CompletionException.class, () -> new TestClient(server.port(), origin), origin);
    }
  }

  @Test
  void what_is_no_frame_is_refused_once_and_the_connection_closes(TestServer.Running server) {
    byte[][] malformed = {
      {}, {0}, {(byte) 0xff, (byte) 0xff}, TestSpace.random(100), new byte[100_000]
    };
    for (byte[] frame : malformed) {
      try (TestClient client = server.connect()) {
        client.sendBytes(frame);
        Refusal refusal = client.next(Refusal.class);
        assertEquals(Reason.MALFORMED, refusal.reason());
        assertEquals(0, refusal.id());
        assertTrue(client.isClosedSoon());
      }
    }
    try (TestClient client = server.connect()) {
      client.sendText("hello");
      assertEquals(Reason.MALFORMED, client.next(Refusal.class).reason());
      assertTrue(client.isClosedSoon());
    }
  }

  @Test
  void a_frame_that_is_too_long_closes_the_connection(TestServer.Running server) {
    try (TestClient client = server.connect()) {
      try {
        client.sendBytes(new byte[(4 << 20) + 1]);
      } catch (CompletionException e) {
        // closed while it was being sent
      }
      assertTrue(client.isClosedSoon());
    }
    assertEquals(1, server.count("SELECT 1"));
  }

  @Test
  void the_greeting_says_what_a_client_must_know(TestServer.Running server) {
    try (TestClient client = server.connect()) {
      assertEquals(1, client.greeting().version());
      assertEquals("http://localhost:" + server.port(), client.greeting().origin());
      assertEquals(1, client.greeting().bucketSeconds());
      assertEquals(600, client.greeting().contentCapSeconds());
      assertEquals(32, client.greeting().nonce().length);
      assertEquals(16, client.greeting().incarnation().length);
      long lifetime = client.greeting().nonceExpiry() - client.greeting().now();
      assertTrue(lifetime > 50_000 && lifetime <= 60_000);
    }
  }
}
