package org.understory.server;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.understory.wire.Statements;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.Challenge;
import org.understory.wire.frame.ChallengeIssued;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.Greeting;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.Prove;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.Request;
import org.understory.wire.frame.RequestBody;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.id.SpaceId;

/** Speaks frames, one blocking call at a time or many at once. */
final class TestClient implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_S = 20;

  private final WebSocket socket;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<ServerFrame>> answers = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<ServerFrame> pushes = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final Greeting greeting;
  private byte[] nonce;
  private long nonceExpiry;

  TestClient(int port) {
    this(port, null);
  }

  TestClient(int port, @Nullable String origin) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (origin != null) {
      builder.header("Origin", origin);
    }
    socket =
        builder
            .buildAsync(URI.create("ws://localhost:" + port + "/v1/socket"), new Listening())
            .join();
    greeting = next(Greeting.class);
    nonce = greeting.nonce();
    nonceExpiry = greeting.nonceExpiry();
  }

  private final class Listening implements WebSocket.Listener {
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      parts.writeBytes(bytes);
      if (last) {
        received(parts.toByteArray());
        parts.reset();
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      gone(status);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      gone(-1);
    }
  }

  private void gone(int status) {
    closed.complete(status);
    answers
        .values()
        .forEach(answer -> answer.completeExceptionally(new IllegalStateException("closed")));
  }

  private void received(byte[] frame) {
    try {
      ServerFrame decoded = FrameCodec.decodeServerFrame(frame);
      Long id =
          switch (decoded) {
            case Reply reply -> reply.id();
            case Refusal refusal -> refusal.id();
            default -> null;
          };
      CompletableFuture<ServerFrame> waiting = id == null ? null : answers.remove(id);
      if (waiting == null) {
        pushes.add(decoded);
      } else {
        waiting.complete(decoded);
      }
    } catch (InvalidWireException e) {
      throw new AssertionError(e);
    }
  }

  Greeting greeting() {
    return greeting;
  }

  /** Sends without waiting. */
  synchronized CompletableFuture<ServerFrame> send(RequestBody body) {
    long id = ids.incrementAndGet();
    CompletableFuture<ServerFrame> answer = new CompletableFuture<>();
    answers.put(id, answer);
    sendBytes(FrameCodec.encode(new Request(id, body)));
    return answer;
  }

  synchronized void sendBytes(byte[] frame) {
    socket.sendBinary(ByteBuffer.wrap(frame), true).join();
  }

  void sendText(String text) {
    socket.sendText(text, true).join();
  }

  /** Sends and waits for whatever answer. */
  ServerFrame call(RequestBody body) {
    try {
      return send(body).get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no answer to " + body, e);
    }
  }

  /** Sends and waits for a reply of a kind. */
  <T extends ReplyBody> T ask(Class<T> kind, RequestBody body) {
    ServerFrame frame = call(body);
    if (frame instanceof Reply reply && kind.isInstance(reply.body())) {
      return kind.cast(reply.body());
    }
    throw new AssertionError(
        body + " was answered by " + (frame instanceof Refusal r ? r.reason() : frame));
  }

  /** Sends and waits for a refusal. */
  Refusal refused(RequestBody body) {
    ServerFrame frame = call(body);
    if (frame instanceof Refusal refusal) {
      return refusal;
    }
    throw new AssertionError(body + " was not refused");
  }

  Reason reason(RequestBody body) {
    return refused(body).reason();
  }

  /** The next frame of a kind that answers no request; others before it are dropped. */
  <T extends ServerFrame> T next(Class<T> kind) {
    List<ServerFrame> seen = new ArrayList<>();
    try {
      while (true) {
        ServerFrame frame = pushes.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (frame == null) {
          throw new AssertionError("no " + kind.getSimpleName() + " came, but " + seen);
        }
        if (kind.isInstance(frame)) {
          return kind.cast(frame);
        }
        seen.add(frame);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether nothing comes for a while. */
  boolean isQuiet(long millis) {
    try {
      return pushes.poll(millis, TimeUnit.MILLISECONDS) == null;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A proof of a key with the nonce at hand, as it should be. */
  Prove proof(KeyKind kind, @Nullable SpaceId space, TestKey key, long counter) {
    return proof(kind, space, key, counter, greeting.origin(), nonce, nonceExpiry);
  }

  static Prove proof(
      KeyKind kind,
      @Nullable SpaceId space,
      TestKey key,
      long counter,
      String origin,
      byte[] nonce,
      long nonceExpiry) {
    byte[] statement =
        Statements.prove(origin, nonce, nonceExpiry, kind.number(), space, key.bytes(), counter);
    return new Prove(kind, space, key.bytes(), nonce, key.sign(statement), counter);
  }

  /** Proves a key. */
  Proved prove(KeyKind kind, @Nullable SpaceId space, TestKey key) {
    return prove(kind, space, key, 0);
  }

  Proved prove(KeyKind kind, @Nullable SpaceId space, TestKey key, long counter) {
    Proved proved = ask(Proved.class, proof(kind, space, key, counter));
    nonce = proved.nextNonce();
    nonceExpiry = proved.nextNonceExpiry();
    return proved;
  }

  /** Gets a fresh nonce, after one was used in vain. */
  void challenge() {
    ChallengeIssued issued = ask(ChallengeIssued.class, new Challenge());
    nonce = issued.nonce();
    nonceExpiry = issued.expiry();
  }

  byte[] nonce() {
    return nonce;
  }

  long nonceExpiry() {
    return nonceExpiry;
  }

  boolean isClosedSoon() {
    try {
      closed.get(PATIENCE_S, TimeUnit.SECONDS);
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
