package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LeaseSlots;
import org.understory.wire.frame.Leases;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.MoveLogs;
import org.understory.wire.frame.OpenLogs;
import org.understory.wire.frame.PutLease;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.LogId;

/** A server that is killed while guarded logs move and leases are signed. */
class MovesCrashTest {
  private final TestSpace space = TestSpace.detached();
  private final LogId chain = LogId.of(TestSpace.random(16));
  private TestKey key = new TestKey();

  private TestClient connect(int port) {
    TestClient client = new TestClient(port);
    client.prove(KeyKind.OWNER, space.id, space.founder.owner);
    client.prove(KeyKind.STEWARD, space.id, space.steward);
    client.prove(KeyKind.MEMBER, space.id, space.member);
    return client;
  }

  private LogKeys keys(TestKey by) {
    return new LogKeys(chain, by.bytes(), by.bytes(), true, true);
  }

  private MoveLogs move(long position, TestKey next) {
    return new MoveLogs(
        TestSpace.writeId(),
        space.id,
        chain,
        position,
        List.of(new byte[] {1}, new byte[] {2}, new byte[] {3}),
        List.of(keys(next)));
  }

  private void found(ServerProcess server, int port) {
    try (TestClient client = new TestClient(port)) {
      client.ask(Committed.class, new Found(server.ticket(), space.founding()));
    }
    try (TestClient client = connect(port)) {
      client.ask(Done.class, new OpenLogs(TestSpace.writeId(), space.id, List.of(keys(key))));
    }
  }

  /** Reads the length with the one key that is in force; the other must not open it. */
  private long length(TestClient client, @Nullable TestKey perhaps) {
    client.prove(KeyKind.LOG, space.id, key);
    Subscribe follow = new Subscribe(new LogFrom(chain, 1_000_000));
    if (perhaps != null && client.call(follow) instanceof org.understory.wire.frame.Refusal r) {
      assertEquals(Reason.NOT_ALLOWED, r.reason());
      key = perhaps;
      client.prove(KeyKind.LOG, space.id, key);
    }
    return client.ask(Subscribed.class, follow).head();
  }

  /**
   * Three times: moves of three entries with a fresh key each, and leases, until the server is
   * killed. Afterwards each move is there whole, its key with it, or not at all; a repeat gets its
   * one place; the last lease that was acknowledged, or one later, is what all slots hold.
   */
  @Test
  void a_move_is_there_whole_or_not_at_all_and_no_lease_goes_back(@TempDir Path temporary)
      throws Exception {
    Path data = temporary.resolve("data");
    int port = TestServer.Running.freePort();
    Random random = new Random(20261121);
    long acknowledged = 0;
    int lease = 0;
    @Nullable MoveLogs uncertain = null;
    @Nullable TestKey next = null;
    for (int round = 0; round < 3; round++) {
      try (ServerProcess server = new ServerProcess(data, port)) {
        if (round == 0) {
          found(server, port);
        }
        TestClient client = connect(port);
        long length = length(client, next);
        assertEquals(0, length % 3, "no move is there in part");
        assertTrue(length >= acknowledged, "no acknowledged move is lost");
        if (uncertain != null && length > uncertain.expectedPosition()) {
          assertEquals(
              uncertain.expectedPosition(), client.ask(Committed.class, uncertain).position());
        }
        client.ask(Subscribed.class, new Subscribe(new LeaseSlots()));
        List<byte[]> bodies = client.next(Leases.class).bodies();
        assertEquals(lease == 0 ? 0 : 1, bodies.size());
        assertTrue(lease == 0 || bodies.getFirst()[0] >= lease);
        Thread killer = server.killSoon(200 + random.nextInt(300));
        try {
          for (long position = length; ; position += 3) {
            next = new TestKey();
            uncertain = move(position, next);
            client.ask(Committed.class, uncertain);
            acknowledged = position + 3;
            key = next;
            client.prove(KeyKind.LOG, space.id, key);
            client.ask(
                Done.class,
                new PutLease(TestSpace.writeId(), space.id, new byte[] {(byte) (lease + 1)}));
            lease++;
          }
        } catch (AssertionError | RuntimeException killed) {
          // the server is gone
        }
        killer.join();
      }
    }
    assertTrue(acknowledged > 0, "it was killed at work");
  }
}
