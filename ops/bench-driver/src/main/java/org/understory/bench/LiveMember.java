package org.understory.bench;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.Effect;
import org.understory.core.GroupClient;
import org.understory.core.seal.Sealer;
import org.understory.core.vault.Vault;
import org.understory.core.view.View;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.Primitives;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.Prove;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.Request;

/**
 * A whole member, the core that browsers run, over a real connection. What it stores stays in
 * memory; everything else is as in a browser.
 */
final class LiveMember implements Link.Listener {
  private static final byte[] NO_KDF = {1};

  final GroupClient client;
  private final Reactor reactor;
  private final int port;
  private @Nullable Link link;
  private boolean open;
  private long asked = -1;
  private long sentBytes;
  private long spentNanos;

  /** When this member last proved a member key, on {@link System#nanoTime}'s clock; 0: not yet. */
  private long provedAt;

  LiveMember(Reactor reactor, int port, Primitives primitives, SecureRandom random) {
    this.reactor = reactor;
    this.port = port;
    Sealer sealer = new Sealer(primitives, random::nextBytes);
    byte[] half = new byte[Vault.DEVICE_HALF];
    random.nextBytes(half);
    client =
        new GroupClient(
            sealer,
            new UnderstoryEngine(primitives, sealer.randomness()),
            Vault.create(sealer, NO_KDF, new byte[32], half));
    client.opened(now());
  }

  static long now() {
    return System.currentTimeMillis();
  }

  /** Something that the person does; a refusal ends the measurement. */
  interface Act {
    String on(GroupClient client, long now);
  }

  void act(Act act) throws IOException {
    long before = System.nanoTime();
    String code = act.on(client, now());
    spentNanos += System.nanoTime() - before;
    if (!code.isEmpty()) {
      throw new IOException("the core refused: " + code);
    }
    carryOut();
  }

  void tick() throws IOException {
    if (link != null) {
      client.tick(now());
      carryOut();
    }
  }

  View view() {
    return client.view();
  }

  boolean isReady() {
    return client.view().phase() == View.Phase.READY && client.isCaughtUp();
  }

  /** Goes away without a word. */
  void leave() throws IOException {
    if (link != null) {
      link.close();
      link = null;
      open = false;
      client.disconnected(now());
      client.takeEffects();
    }
  }

  void connect() throws IOException {
    if (link == null) {
      link = reactor.connect(port, UnderstoryPeer.SOCKET, "", this);
    }
  }

  void forgetProof() {
    provedAt = 0;
  }

  long provedAt() {
    return provedAt;
  }

  /** Bytes sent so far, without WebSocket's own. */
  long sentBytes() {
    return sentBytes;
  }

  /** Time spent in the core so far. */
  long spentNanos() {
    return spentNanos;
  }

  @Override
  public void opened(Link opened) throws IOException {
    open = true;
    client.connected(now());
    carryOut();
  }

  @Override
  public void message(Link from, byte[] bytes, int start, int end) throws IOException {
    if (from != link) {
      return;
    }
    byte[] frame = Arrays.copyOfRange(bytes, start, end);
    notice(frame);
    long before = System.nanoTime();
    client.received(frame, now());
    spentNanos += System.nanoTime() - before;
    carryOut();
  }

  private void notice(byte[] frame) throws IOException {
    try {
      if (asked >= 0
          && FrameCodec.decodeServerFrame(frame) instanceof Reply reply
          && reply.id() == asked
          && reply.body() instanceof Proved) {
        asked = -1;
        provedAt = System.nanoTime();
      }
    } catch (InvalidWireException e) {
      throw new IOException("the server sent what is no frame", e);
    }
  }

  private void carryOut() throws IOException {
    Deque<Effect> effects = new ArrayDeque<>(client.takeEffects());
    while (!effects.isEmpty()) {
      switch (effects.remove()) {
        case Effect.Send send -> send(send.frame());
        case Effect.Connect ignored -> connect();
        case Effect.Disconnect ignored -> leave();
        case Effect.Persist ignored -> {}
        case Effect.Changed ignored -> {}
        case Effect.Wipe ignored -> {}
      }
      effects.addAll(client.takeEffects());
    }
  }

  private void send(byte[] frame) throws IOException {
    if (link == null || !open) {
      return;
    }
    try {
      Request request = FrameCodec.decodeRequest(frame);
      if (request.body() instanceof Prove prove && prove.kind() == KeyKind.MEMBER) {
        asked = request.id();
      }
    } catch (InvalidWireException e) {
      throw new IOException("the core sent what is no frame", e);
    }
    sentBytes += frame.length;
    link.send(frame);
  }

  /** Adds the link of an invite that can be used and was not seen before; false: there is none. */
  boolean hasFreshLink(List<String> seen, List<String> links) {
    for (View.Invite invite : view().invites()) {
      if (invite.link() != null && !seen.contains(invite.id())) {
        seen.add(invite.id());
        return links.add(invite.link());
      }
    }
    return false;
  }
}
