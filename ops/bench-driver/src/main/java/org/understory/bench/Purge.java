package org.understory.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.understory.wire.ExpiryBucket;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.id.WriteId;

/**
 * The end of a full bucket: entries, items and blobs, while messages keep flowing. It is over when
 * the tables, the key file and the files of blobs are gone. One line of JSON a figure.
 */
public final class Purge {
  private static final String USAGE =
      "usage: --server JAR [--entries N] [--items N] [--blobs N] [--minutes N]";
  private static final int RATE = 200;
  private static final int DEVICES = 64;
  private static final int BUCKET = 60;
  private static final int BODY = 580;
  private static final Duration CALM = Duration.ofSeconds(15);
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final UnderstoryPeer peer;
  private final Reactor reactor;
  private final Group group;
  private final long expiry;
  private final Map<Integer, Long> postedAt = new HashMap<>();
  private final long[] latencies = new long[1 << 17];
  private int measured;
  private int posts;

  private Purge(UnderstoryPeer peer, Reactor reactor, Group group, long expiry) {
    this.peer = peer;
    this.reactor = reactor;
    this.group = group;
    this.expiry = expiry;
  }

  /** {@code --minutes} from the start to the end of the bucket: the filling must fit in. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path server = null;
    int entries = 880_000;
    int items = 100_000;
    int blobs = 20_000;
    int minutes = 8;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--server" -> server = Path.of(value).toAbsolutePath();
        case "--entries" -> entries = Integer.parseInt(value);
        case "--items" -> items = Integer.parseInt(value);
        case "--blobs" -> blobs = Integer.parseInt(value);
        case "--minutes" -> minutes = Integer.parseInt(value);
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    if (server == null || minutes < 1) {
      throw new IllegalArgumentException(USAGE);
    }
    try (UnderstoryPeer peer =
            new UnderstoryPeer(server, "--bucket-seconds", Integer.toString(BUCKET));
        Reactor reactor = new Reactor()) {
      peer.start();
      Group group = Group.found(reactor, peer.port(), peer.ticket(reactor), DEVICES, Group.NONE);
      long now = group.steward().greeting().now() / 1000;
      long expiry = ExpiryBucket.roundUp(now + 60L * minutes, BUCKET);
      Expiring bucket = new Expiring(group, reactor, expiry);
      System.err.println("Filling a bucket ...");
      bucket.prepare();
      bucket.entries(entries);
      bucket.items(items);
      bucket.blobs(blobs);
      System.err.println("Waiting for its end ...");
      tell("purge.entries", entries, "entries");
      tell("purge.items", items, "items");
      tell("purge.blobs", blobs, "blobs");
      new Purge(peer, reactor, group, expiry).measure();
    }
  }

  private static void tell(String name, double value, String unit) {
    System.out.println(new Figure(name, value, unit, null).json());
  }

  private void measure() throws IOException {
    Member writer = connected(group.devices.getFirst(), false);
    connected(group.devices.getLast(), true);
    long end = expiry * 1000;
    if (System.currentTimeMillis() > end - CALM.toMillis()) {
      throw new IOException("the filling took too long: give it more --minutes");
    }
    reactor.workUntil(
        () -> System.currentTimeMillis() >= end - CALM.toMillis(), Duration.ofHours(1));
    flow(writer, () -> System.currentTimeMillis() >= end);
    tell("purge.p99.before", percentile(0.99), "ms");
    measured = 0;
    int before = posts;
    AtomicReference<@Nullable Double> keySeconds = new AtomicReference<>();
    AtomicReference<@Nullable Double> seconds = new AtomicReference<>();
    Thread watch = new Thread(() -> watch(end, keySeconds, seconds), "watch");
    watch.start();
    flow(writer, () -> !watch.isAlive());
    reactor.workUntil(postedAt::isEmpty, PATIENCE);
    Double all = seconds.get();
    Double key = keySeconds.get();
    if (all == null || key == null) {
      throw new IOException("something of the bucket was left after " + MOST.toSeconds() + " s");
    }
    tell("purge.seconds", all, "s");
    tell("purge.key_seconds", key, "s");
    tell("purge.p50", percentile(0.50), "ms");
    tell("purge.p99", percentile(0.99), "ms");
    tell("purge.arrived", 100.0 * measured / (posts - before), "%");
    tell("purge.rate", (posts - before) / all, "messages/s");
  }

  /** Looks every now and then what is left; a look takes about a second. */
  private void watch(
      long end,
      AtomicReference<@Nullable Double> keySeconds,
      AtomicReference<@Nullable Double> seconds) {
    Path key = peer.data().resolve("keys/" + expiry + ".key");
    Path files = peer.data().resolve("blobs/" + expiry);
    try {
      while (System.currentTimeMillis() < end + MOST.toMillis()) {
        boolean noKey = !Files.exists(key);
        double now = (System.currentTimeMillis() - end) / 1000.0;
        if (noKey && keySeconds.get() == null) {
          keySeconds.set(now);
        }
        if (noKey && !Files.exists(files) && peer.asked("--expired").strip().equals("0")) {
          seconds.set((System.currentTimeMillis() - end) / 1000.0);
          return;
        }
        Thread.sleep(200);
      }
    } catch (IOException e) {
      System.err.println(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Member connected(Group.Device device, boolean reads) throws IOException {
    boolean[] ready = new boolean[1];
    Member member =
        new Member(this::received)
            .prove(KeyKind.OWNER, group.space, device.owner(), 2)
            .prove(KeyKind.MEMBER, group.space, group.memberKey, 0);
    if (reads) {
      member.request(new Subscribe(new LogFrom(group.channel, 0)));
    }
    member.then(() -> ready[0] = true);
    reactor.connect(group.port, UnderstoryPeer.SOCKET, "", member);
    reactor.until(() -> ready[0], PATIENCE, "a member");
    return member;
  }

  /** 200 messages a second, each under a bucket that is not over. */
  private void flow(Member writer, BooleanSupplier done) throws IOException {
    long interval = 1_000_000_000L / RATE;
    long next = System.nanoTime();
    while (!done.getAsBoolean()) {
      while (System.nanoTime() < next) {
        reactor.turn(next - System.nanoTime());
      }
      byte[] body = Chance.bytes(BODY);
      ByteBuffer.wrap(body).putInt(posts);
      postedAt.put(posts++, System.nanoTime());
      long later = ExpiryBucket.roundUp(expiry + 86_400, BUCKET);
      writer.ask(
          new Append(WriteId.of(Chance.bytes(16)), group.channel, later, body), answer -> {});
      next += interval;
    }
  }

  private void received(byte[] bytes, int start, int end) throws IOException {
    for (LogEntry entry : entriesOf(Arrays.copyOfRange(bytes, start, end))) {
      Long posted = postedAt.remove(ByteBuffer.wrap(entry.body()).getInt());
      if (posted != null && measured < latencies.length) {
        latencies[measured++] = System.nanoTime() - posted;
      }
    }
  }

  private static List<LogEntry> entriesOf(byte[] frame) throws IOException {
    return ((LogEntries) Member.decoded(frame)).entries();
  }

  private double percentile(double share) {
    long[] sorted = Arrays.copyOf(latencies, measured);
    Arrays.sort(sorted);
    return measured == 0
        ? Double.NaN
        : sorted[(int) Math.min(measured - 1, Math.ceil(share * measured) - 1)] / 1e6;
  }
}
