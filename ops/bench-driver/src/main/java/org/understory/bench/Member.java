package org.understory.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
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
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.Request;
import org.understory.wire.frame.RequestBody;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.id.SpaceId;

/** One connection to our server that proves keys, asks, and hands on what its log brings. */
final class Member implements Link.Listener {
  /** Who is told of what a log brought, as the bytes came. */
  interface Entries {
    void received(byte[] bytes, int start, int end) throws IOException;
  }

  /** Who is told of what else the server brings unasked. */
  interface Pushes {
    void came(ServerFrame frame) throws IOException;
  }

  /** What to do with an answer. */
  interface Answer {
    void given(ReplyBody body) throws IOException;
  }

  private static final int LOG_ENTRIES_TAG = 4 << 3 | 2;

  private static final long FRESH_NANOS = 45_000_000_000L;

  private final Entries entries;
  private Pushes pushes = frame -> {};
  private long nonceCame;
  private long bytesSent;
  private final ArrayDeque<Step> steps = new ArrayDeque<>();
  private final Map<Long, Answer> waiting = new HashMap<>();
  private @Nullable Greeting greeting;
  private @Nullable Link link;
  private byte[] nonce = {};
  private long nonceExpiry;
  private long lastId;

  /** One thing after another, begun when the one before was answered. */
  private interface Step {
    void begin() throws IOException;
  }

  Member(Entries entries) {
    this.entries = entries;
  }

  /** Sets who is told of what else the server brings. */
  Member onPush(Pushes listener) {
    pushes = listener;
    return this;
  }

  /** Bytes of all requests so far, as they went into the socket. */
  long bytesSent() {
    return bytesSent;
  }

  /** Begins what was added after everything before was done. */
  void proceed() throws IOException {
    next();
  }

  /** Adds a proof to what is to be done. */
  Member prove(KeyKind kind, @Nullable SpaceId space, Ed25519Key key, long storeCounter) {
    steps.add(() -> {
      if (System.nanoTime() - nonceCame > FRESH_NANOS) {
        ask(
            new Challenge(),
            answer -> {
              ChallengeIssued issued = (ChallengeIssued) answer;
              nonce(issued.nonce(), issued.expiry());
              prove(kind, space, key, storeCounter, this::next);
            });
      } else {
        prove(kind, space, key, storeCounter, this::next);
      }
    });
    return this;
  }

  private void nonce(byte[] fresh, long expiry) {
    nonce = fresh;
    nonceExpiry = expiry;
    nonceCame = System.nanoTime();
  }

  private void prove(
      KeyKind kind, @Nullable SpaceId space, Ed25519Key key, long storeCounter, Step then)
      throws IOException {
    byte[] statement =
        Statements.prove(
            greeting().origin(),
            nonce,
            nonceExpiry,
            kind.number(),
            space,
            key.publicKey(),
            storeCounter);
    Prove prove = new Prove(kind, space, key.publicKey(), nonce, key.sign(statement), storeCounter);
    ask(
        prove,
        answer -> {
          Proved proved = (Proved) answer;
          nonce(proved.nextNonce(), proved.nextNonceExpiry());
          then.begin();
        });
  }

  /** Adds a request to what is to be done. */
  Member request(RequestBody body) {
    steps.add(() -> ask(body, answer -> next()));
    return this;
  }

  /** Adds what is to be done when everything before is. */
  Member then(Runnable done) {
    steps.add(() -> {
      done.run();
      next();
    });
    return this;
  }

  void ask(RequestBody body, Answer answer) throws IOException {
    long id = ++lastId;
    waiting.put(id, answer);
    if (link == null) {
      throw new IllegalStateException("not connected");
    }
    byte[] frame = FrameCodec.encode(new Request(id, body));
    bytesSent += frame.length;
    link.send(frame);
  }

  Greeting greeting() {
    if (greeting == null) {
      throw new IllegalStateException("not greeted yet");
    }
    return greeting;
  }

  @Override
  public void opened(Link opened) {
    link = opened;
  }

  @Override
  public void message(Link from, byte[] bytes, int start, int end) throws IOException {
    if (bytes[start] == LOG_ENTRIES_TAG) {
      entries.received(bytes, start, end);
      return;
    }
    switch (decoded(Arrays.copyOfRange(bytes, start, end))) {
      case Greeting greeted -> {
        greeting = greeted;
        nonce(greeted.nonce(), greeted.nonceExpiry());
        next();
      }
      case Reply reply -> {
        Answer answer = waiting.remove(reply.id());
        if (answer != null) {
          answer.given(reply.body());
        }
      }
      case Refusal refusal -> throw new IOException("refused: " + refusal.reason());
      case ServerFrame other -> pushes.came(other);
    }
  }

  static ServerFrame decoded(byte[] frame) throws IOException {
    try {
      return FrameCodec.decodeServerFrame(frame);
    } catch (InvalidWireException e) {
      throw new IOException("a frame that is none", e);
    }
  }

  private void next() throws IOException {
    Step step = steps.poll();
    if (step != null) {
      step.begin();
    }
  }
}
