package org.understory.core.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.Ed25519;
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

/**
 * One connection from its opening to its end: the greeting, proofs of access keys one after the
 * other, and requests with their replies ({@code docs/protocol.md#socket}, {@code #prove}).
 *
 * <p>Bytes to send gather in {@link #takeOutgoing}, so that the caller can make the step's state
 * durable first. Not thread-safe.
 */
public final class Connection {
  /** Proofs with less than this left of a nonce's life fetch a fresh one. */
  private static final long NONCE_MARGIN_MILLIS = 10_000;

  /** A proof to make: everything that is signed but the nonce. */
  private record Proof(
      KeyKind kind, @Nullable SpaceId space, byte[] seed, long storeCounter, ReplyHandler handler) {
    @Override
    public String toString() {
      return "Proof[" + kind + "]";
    }
  }

  private final Ed25519 ed25519;
  private final String origin;
  private final Map<Long, ReplyHandler> waiting = new HashMap<>();
  private final Deque<Proof> proofs = new ArrayDeque<>();
  private final Set<KeyKind> proved = EnumSet.noneOf(KeyKind.class);
  private final List<byte[]> outgoing = new ArrayList<>();
  private @Nullable Greeting greeting;
  private byte[] nonce = new byte[0];
  private long nonceExpiry;
  private long nextId = 1;
  private long clockOffset;
  private boolean proving;

  /**
   * @param origin the server's origin as the link named it; a proof for any other is never made
   */
  public Connection(Ed25519 ed25519, String origin) {
    this.ed25519 = ed25519;
    this.origin = origin;
  }

  public @Nullable Greeting greeting() {
    return greeting;
  }

  public boolean proved(KeyKind kind) {
    return proved.contains(kind);
  }

  /** Forgets a proof that the server ended. */
  public void unprove(KeyKind kind) {
    proved.remove(kind);
  }

  /** Device clock minus server clock at the greeting, in milliseconds. */
  public long clockOffset() {
    return clockOffset;
  }

  /** The frames to send since the last call, in order. */
  public List<byte[]> takeOutgoing() {
    List<byte[]> taken = new ArrayList<>(outgoing);
    outgoing.clear();
    return taken;
  }

  /** Sends a request; {@code handler} gets its one answer. */
  public void request(RequestBody body, ReplyHandler handler) {
    long id = nextId++;
    waiting.put(id, handler);
    outgoing.add(FrameCodec.encode(new Request(id, body)));
  }

  /** Queues a proof of the access key with this seed; proofs are made one after the other. */
  public void prove(
      KeyKind kind,
      @Nullable SpaceId space,
      byte[] seed,
      long storeCounter,
      ReplyHandler handler,
      long now) {
    proofs.add(new Proof(kind, space, seed, storeCounter, handler));
    proveNext(now);
  }

  /**
   * Takes a frame in. Replies go to their handlers; the greeting and pushes are returned.
   *
   * @return the frame when it is for the caller, null when it was a reply
   */
  public @Nullable ServerFrame received(byte[] bytes, long now) throws InvalidWireException {
    ServerFrame frame = FrameCodec.decodeServerFrame(bytes);
    switch (frame) {
      case Reply reply -> {
        ReplyHandler handler = waiting.remove(reply.id());
        if (handler != null) {
          handler.replied(reply.body(), now);
        }
        return null;
      }
      case Refusal refusal -> {
        ReplyHandler handler = waiting.remove(refusal.id());
        if (handler != null) {
          handler.refused(refusal, now);
        }
        return null;
      }
      case Greeting greeted -> {
        greeting = greeted;
        clockOffset = now - greeted.now();
        nonce = greeted.nonce();
        nonceExpiry = greeted.nonceExpiry();
        return greeted;
      }
      default -> {
        return frame;
      }
    }
  }

  private void proveNext(long now) {
    if (proving || greeting == null) {
      return;
    }
    Proof proof = proofs.peek();
    if (proof == null) {
      return;
    }
    proving = true;
    if (nonce.length == 0 || now - clockOffset > nonceExpiry - NONCE_MARGIN_MILLIS) {
      request(new Challenge(), new Challenged());
      return;
    }
    proofs.remove();
    byte[] publicKey = ed25519.publicKey(proof.seed());
    byte[] statement =
        Statements.prove(
            origin,
            nonce,
            nonceExpiry,
            proof.kind().number(),
            proof.space(),
            publicKey,
            proof.storeCounter());
    byte[] used = nonce;
    nonce = new byte[0];
    request(
        new Prove(
            proof.kind(),
            proof.space(),
            publicKey,
            used,
            ed25519.sign(proof.seed(), statement),
            proof.storeCounter()),
        new Proving(proof));
  }

  private final class Challenged implements ReplyHandler {
    @Override
    public void replied(ReplyBody body, long now) {
      proving = false;
      if (body instanceof ChallengeIssued issued) {
        nonce = issued.nonce();
        nonceExpiry = issued.expiry();
        proveNext(now);
      }
    }

    @Override
    public void refused(Refusal refusal, long now) {
      proving = false;
    }
  }

  private final class Proving implements ReplyHandler {
    private final Proof proof;

    Proving(Proof proof) {
      this.proof = proof;
    }

    @Override
    public void replied(ReplyBody body, long now) {
      proving = false;
      if (body instanceof Proved done) {
        nonce = done.nextNonce();
        nonceExpiry = done.nextNonceExpiry();
        proved.add(proof.kind());
      }
      proof.handler().replied(body, now);
      proveNext(now);
    }

    @Override
    public void refused(Refusal refusal, long now) {
      proving = false;
      proof.handler().refused(refusal, now);
      proveNext(now);
    }
  }
}
