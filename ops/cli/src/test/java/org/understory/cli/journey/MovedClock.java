package org.understory.cli.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.understory.core.Effect;
import org.understory.core.GroupClient;
import org.understory.core.seal.Sealer;
import org.understory.core.vault.Vault;
import org.understory.core.view.View;
import org.understory.libsignal.LibsignalEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/**
 * Members on a real server whose own clocks are moved on together, by as much as a test wants. They
 * live in this process, and one thread drives them all.
 */
final class MovedClock implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 60_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final SecureRandom random = new SecureRandom();
  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), random::nextBytes);
  private final URI address;
  private final List<Member> members = new ArrayList<>();
  private long ahead;

  MovedClock(String foundingLink) {
    String origin = foundingLink.substring(0, foundingLink.indexOf("/f#"));
    address = URI.create(origin.replace("http:", "ws:") + "/v1/socket");
  }

  /** A member, or somebody on the way to be one. */
  final class Member implements WebSocket.Listener {
    final GroupClient client;
    private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private @Nullable WebSocket socket;
    private boolean wants;
    private boolean away;

    private Member() {
      byte[] half = new byte[Vault.DEVICE_HALF];
      random.nextBytes(half);
      client =
          new GroupClient(
              sealer,
              new LibsignalEngine(),
              Vault.create(sealer, new byte[] {1}, new byte[32], half));
      client.opened(now());
    }

    /** Does an act, and whatever follows at once; fails on a refusal. */
    void act(String name, String... args) {
      String code = tried(name, args);
      if (!code.isEmpty()) {
        throw new AssertionError(name + ": " + code);
      }
    }

    String tried(String name, String... args) {
      String code = client.act(name, List.of(args), now());
      carryOut();
      return code;
    }

    View view() {
      return client.view();
    }

    String id() {
      return view().me().member();
    }

    /** Is not seen any more. */
    void vanish() {
      away = true;
      disconnect();
    }

    private void disconnect() {
      WebSocket open = socket;
      if (open != null) {
        socket = null;
        open.abort();
        frames.clear();
        client.disconnected(now());
        carryOut();
      }
    }

    private void step() {
      if (socket == null && wants && !away) {
        socket = http.newWebSocketBuilder().buildAsync(address, this).join();
        client.connected(now());
        carryOut();
      }
      for (byte[] frame = frames.poll(); frame != null; frame = frames.poll()) {
        client.received(frame, now());
        carryOut();
      }
    }

    private void carryOut() {
      for (Effect effect : client.takeEffects()) {
        switch (effect) {
          case Effect.Send send -> {
            WebSocket open = socket;
            if (open != null) {
              open.sendBinary(ByteBuffer.wrap(send.frame()), true).join();
            }
          }
          case Effect.Connect ignored -> wants = true;
          case Effect.Disconnect ignored -> wants = false;
          default -> {} // nothing is kept beyond the test
        }
      }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      gathered.writeBytes(bytes);
      if (last) {
        frames.add(gathered.toByteArray());
        gathered.reset();
      }
      from.request(1);
      return null;
    }
  }

  long now() {
    return System.currentTimeMillis() + ahead;
  }

  Member founder(String foundingLink) throws Exception {
    Member founder = new Member();
    members.add(founder);
    String code = founder.client.found(foundingLink, "The group", "Ada", now());
    if (!code.isEmpty()) {
      throw new IOException(code);
    }
    founder.carryOut();
    until(() -> isIn(founder), "the group to stand");
    return founder;
  }

  Member joiner(Member steward, String name) throws Exception {
    List<String> before = links(steward);
    steward.act("createInvite", "for " + name, "86400000");
    until(() -> links(steward).size() > before.size(), "an invite");
    List<String> links = links(steward);
    links.removeAll(before);
    Member joiner = new Member();
    members.add(joiner);
    String code = joiner.client.join(links.getFirst(), name, "because", now());
    if (!code.isEmpty()) {
      throw new IOException(code);
    }
    joiner.carryOut();
    until(() -> !steward.view().requests().isEmpty(), "a request");
    steward.act("approve", steward.view().requests().getFirst().id());
    until(() -> isIn(joiner), name + " to be in");
    return joiner;
  }

  private static List<String> links(Member steward) {
    List<String> links = new ArrayList<>();
    for (View.Invite invite : steward.view().invites()) {
      if (invite.link() != null) {
        links.add(invite.link());
      }
    }
    return links;
  }

  private static boolean isIn(Member member) {
    return member.view().phase() == View.Phase.READY && member.client.isCaughtUp();
  }

  /** Moves all clocks on; who is there connects anew, and knows all that there is. */
  void leap(long millis) throws Exception {
    members.forEach(Member::disconnect);
    ahead += millis;
    until(() -> members.stream().allMatch(m -> m.away || isIn(m)), "all to be back");
    run(() -> false, 1_500);
  }

  /** Lets everything happen until something holds. */
  void until(BooleanSupplier holds, String what) throws Exception {
    if (!run(holds, PATIENCE_MILLIS)) {
      throw new AssertionError("waited in vain for " + what);
    }
  }

  private boolean run(BooleanSupplier holds, long atMost) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMost);
    long tickAt = 0;
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      members.forEach(Member::step);
      if (System.nanoTime() > tickAt) {
        tickAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(250);
        for (Member member : members) {
          member.client.tick(now());
          member.carryOut();
        }
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return true;
  }

  @Override
  public void close() {
    members.forEach(Member::vanish);
    http.close();
  }
}
