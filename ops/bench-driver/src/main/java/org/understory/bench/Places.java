package org.understory.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/**
 * A founder at a server that runs already, who asks for places of blobs as the page does: through
 * the core. Each line in is {@code blob life size hash}, as the act {@code openBlob} takes them;
 * the line that comes out is what the query {@code blob} says in the end. It ends with its input.
 */
public final class Places {
  private static final String USAGE = "usage: --port N --link FOUNDING-LINK";
  private static final String END = "";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long TURN_NANOS = 5_000_000L;
  private static final long TICK_NANOS = 1_000_000_000L;

  private final Reactor reactor;
  private final LiveMember founder;
  private final LinkedBlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private long tickedAt;

  private Places(Reactor reactor, int port) {
    this.reactor = reactor;
    founder = new LiveMember(reactor, port, BouncyCastlePrimitives.create(), new SecureRandom());
  }

  /** With the port that the server's own origin has. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 4 || !arguments[0].equals("--port") || !arguments[2].equals("--link")) {
      throw new IllegalArgumentException(USAGE);
    }
    try (Reactor reactor = new Reactor()) {
      new Places(reactor, Integer.parseInt(arguments[1])).run(arguments[3]);
    }
  }

  private void run(String link) throws IOException {
    founder.act((client, now) -> client.found(link, "Bench", "Founder", now));
    until(founder::isReady, "the group to stand");
    System.out.println("ready");
    Thread.ofPlatform().daemon().start(this::listen);
    for (String line = next(); !line.equals(END); line = next()) {
      System.out.println(place(List.of(line.split(" ", -1))));
    }
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        asked.add(line);
      }
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
    asked.add(END);
  }

  private String next() throws IOException {
    while (true) {
      String line = asked.poll();
      if (line != null) {
        return line;
      }
      turn();
    }
  }

  private String place(List<String> asked) throws IOException {
    founder.connect();
    until(founder::isReady, "the founder to be back");
    founder.act((client, now) -> client.act("openBlob", asked, now));
    String[] said = {""};
    until(
        () -> {
          said[0] = founder.client.query("blob", List.of(asked.getFirst()));
          return !said[0].contains("\"waiting\"");
        },
        "a place");
    return said[0];
  }

  /** A server that was killed takes its connection with it; the founder comes back when asked. */
  private void turn() throws IOException {
    try {
      reactor.turn(TURN_NANOS);
      if (System.nanoTime() - tickedAt > TICK_NANOS) {
        tickedAt = System.nanoTime();
        founder.tick();
      }
    } catch (IOException e) {
      founder.leave();
    }
  }

  private interface Condition {
    boolean holds();
  }

  private void until(Condition condition, String what) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IOException("waited " + PATIENCE.toSeconds() + " s for " + what);
      }
      turn();
      founder.connect();
    }
  }
}
