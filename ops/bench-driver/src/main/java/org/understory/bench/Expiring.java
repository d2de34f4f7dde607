package org.understory.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.BlobOpened;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.OpenBlob;
import org.understory.wire.id.BlobId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.WriteId;

/** Fills one expiry bucket of a group, through the server's own door, as fast as it takes it. */
final class Expiring {
  /** The least that a sealed message has. */
  private static final int BODY = 580;

  private static final int BLOB = 16_384;
  private static final int CHANNELS = 16;
  private static final int AT_ONCE = 64;
  private static final int ITEMS_AT_ONCE = 200;
  private static final int UPLOADS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final Group group;
  private final Reactor reactor;
  private final long expiry;
  private final List<Member> writers = new ArrayList<>();
  private final List<LogId> channels = new ArrayList<>();
  private final ConcurrentLinkedQueue<HttpRequest> uploads = new ConcurrentLinkedQueue<>();
  private long asked;
  private long answered;

  Expiring(Group group, Reactor reactor, long expiry) {
    this.group = group;
    this.reactor = reactor;
    this.expiry = expiry;
  }

  /** Connects a writer for each device, and opens channels. */
  void prepare() throws IOException {
    Group.Draft draft = new Group.Draft(group).entry(Group.epoch());
    for (int i = 0; i < CHANNELS; i++) {
      LogId channel = LogId.of(Chance.bytes(16));
      channels.add(channel);
      draft.keys(new LogKeys(channel, Group.NONE, Group.NONE));
    }
    boolean[] opened = new boolean[1];
    group.commit(draft, () -> opened[0] = true);
    reactor.until(() -> opened[0], PATIENCE, "channels");
    int[] ready = new int[1];
    for (Group.Device device : group.devices) {
      Member writer =
          new Member((bytes, start, end) -> {})
              .prove(KeyKind.OWNER, group.space, device.owner(), 1)
              .prove(KeyKind.MEMBER, group.space, group.memberKey, 0)
              .then(() -> ready[0]++);
      writers.add(writer);
      reactor.connect(group.port, UnderstoryPeer.SOCKET, "", writer);
    }
    reactor.until(() -> ready[0] == writers.size(), PATIENCE, "writers");
  }

  /** Posts so many entries, spread over channels and writers. */
  void entries(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      room(AT_ONCE * CHANNELS);
      int number = i / AT_ONCE;
      Append append =
          new Append(
              WriteId.of(Chance.bytes(16)),
              channels.get(number % CHANNELS),
              expiry,
              Chance.bytes(BODY));
      asked++;
      writers.get(number % writers.size()).ask(append, answer -> answered++);
    }
    room(1);
  }

  /** Deposits so many items, spread over mailboxes. */
  void items(int count) throws IOException {
    for (int done = 0; done < count; done += ITEMS_AT_ONCE) {
      room(8);
      List<DepositItem> items = new ArrayList<>();
      for (int i = 0; i < ITEMS_AT_ONCE; i++) {
        Group.Device to = group.devices.get((done + i) % group.devices.size());
        items.add(new DepositItem(to.mailbox(), expiry, Chance.bytes(BODY)));
      }
      asked++;
      writers
          .get(done / ITEMS_AT_ONCE % writers.size())
          .ask(new Deposit(WriteId.of(Chance.bytes(16)), group.space, items), answer -> answered++);
    }
    room(1);
  }

  /** Opens and uploads so many blobs of 16 KiB. */
  void blobs(int count) throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      room(32);
      BlobId id = BlobId.of(Chance.bytes(16));
      OpenBlob open =
          new OpenBlob(
              WriteId.of(Chance.bytes(16)), group.space, id, expiry, BLOB, hash(Chance.bytes(32)));
      asked++;
      writers
          .get(i % writers.size())
          .ask(
              open,
              answer -> {
                answered++;
                uploads.add(upload(id, ((BlobOpened) answer).token()));
              });
    }
    room(1);
    send();
  }

  private HttpRequest upload(BlobId id, byte[] token) {
    return HttpRequest.newBuilder(
            URI.create("http://localhost:" + group.port + "/v1/blob/" + id.hex()))
        .header("Understory-Token", HexFormat.of().formatHex(token))
        .header("Content-Range", "bytes 0-" + (BLOB - 1) + "/" + BLOB)
        .PUT(HttpRequest.BodyPublishers.ofByteArray(Chance.bytes(BLOB)))
        .build();
  }

  private void send() throws IOException, InterruptedException {
    AtomicInteger failed = new AtomicInteger();
    try (HttpClient http = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newFixedThreadPool(UPLOADS)) {
      for (int i = 0; i < UPLOADS; i++) {
        threads.execute(() -> sendAll(http, failed));
      }
      threads.shutdown();
      // Connections live on while files are sent.
      reactor.workUntil(threads::isTerminated, PATIENCE);
      threads.awaitTermination(1, TimeUnit.SECONDS);
    }
    if (failed.get() > 0) {
      throw new IOException(failed + " blobs were not taken");
    }
  }

  private void sendAll(HttpClient http, AtomicInteger failed) {
    for (HttpRequest next = uploads.poll(); next != null; next = uploads.poll()) {
      try {
        if (http.send(next, BodyHandlers.discarding()).statusCode() != 201) {
          failed.incrementAndGet();
        }
      } catch (IOException e) {
        failed.incrementAndGet();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void room(int most) throws IOException {
    if (asked - answered >= most) {
      reactor.until(() -> asked - answered < most, PATIENCE, "the server to take what expires");
    }
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
