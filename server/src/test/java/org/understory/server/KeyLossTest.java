package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.server.config.Sources;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.Deposited;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.MailboxFrom;
import org.understory.wire.frame.MailboxItems;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;

/** What a restart keeps, and what goes with a key. */
class KeyLossTest {
  private static final String MARK = "planted-where-only-the-key-reads-it";

  private final TestSpace space = TestSpace.detached();

  private Understory start(Path data) throws Exception {
    return Understory.start(
        TestServer.Running.configuration(data, TestServer.Running.freePort()), Sources.system());
  }

  private TestClient prove(Understory server) {
    TestClient client = new TestClient(server.port());
    client.prove(KeyKind.OWNER, space.id, space.founder.owner);
    client.prove(KeyKind.STEWARD, space.id, space.steward);
    client.prove(KeyKind.MEMBER, space.id, space.member);
    return client;
  }

  private void found(Understory server) {
    byte[] ticket = TestServer.Running.ticketOf(server.announcements().getLast());
    try (TestClient client = new TestClient(server.port())) {
      client.ask(Committed.class, new Found(ticket, space.founding()));
    }
  }

  private Deposit deposit(long seconds) {
    byte[] body = MARK.getBytes(StandardCharsets.UTF_8);
    return new Deposit(
        TestSpace.writeId(),
        space.id,
        List.of(new DepositItem(space.founder.mailbox, TestSpace.expiry(seconds), body)));
  }

  @Test
  void with_its_keys_a_server_comes_back_with_everything_and_as_the_same(@TempDir Path temporary)
      throws Exception {
    Path data = temporary.resolve("data");
    byte[] incarnation;
    Append post = space.post(TestSpace.writeId(), MARK, 500);
    try (Understory server = start(data)) {
      found(server);
      try (TestClient client = prove(server)) {
        incarnation = client.greeting().incarnation();
        client.ask(Appended.class, post);
        client.ask(Deposited.class, deposit(501));
      }
    }
    try (Understory server = start(data);
        TestClient client = prove(server)) {
      assertArrayEquals(incarnation, client.greeting().incarnation());
      client.ask(Subscribed.class, new Subscribe(new LogFrom(space.channel, 0)));
      assertArrayEquals(post.body(), client.next(LogEntries.class).entries().getFirst().body());
      client.ask(Subscribed.class, new Subscribe(new MailboxFrom(0)));
      assertArrayEquals(post.body(), client.next(MailboxItems.class).items().getFirst().body());
      assertEquals(0, client.ask(Appended.class, post).position(), "a repeat");
    }
    // Whatever was written, it was written under the key: nothing beside the key file tells it.
    assertFalse(isAnywhereIn(data, MARK));
  }

  private static boolean isAnywhereIn(Path directory, String mark) throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(mark)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void with_a_key_its_bucket_is_lost_and_forgotten_and_nothing_else(@TempDir Path temporary)
      throws Exception {
    Path data = temporary.resolve("data");
    byte[] incarnation;
    Append lost = space.post(TestSpace.writeId(), "lost", 400);
    Append kept = space.post(TestSpace.writeId(), "kept", 500);
    try (Understory server = start(data)) {
      found(server);
      try (TestClient client = prove(server)) {
        incarnation = client.greeting().incarnation();
        assertEquals(0, client.ask(Appended.class, lost).position());
        assertEquals(1, client.ask(Appended.class, kept).position());
      }
    }
    Files.delete(data.resolve("keys/" + lost.expiry() + ".key"));
    try (Understory server = start(data);
        TestClient client = prove(server)) {
      assertFalse(Arrays.equals(incarnation, client.greeting().incarnation()));
      incarnation = client.greeting().incarnation();
      assertEquals(1, client.ask(Appended.class, kept).position(), "its answer is kept");
      assertEquals(2, client.ask(Appended.class, lost).position(), "positions never go back");
      assertEquals(2, client.ask(Appended.class, lost).position());
      client.ask(Subscribed.class, new Subscribe(new LogFrom(space.channel, 0)));
      List<Long> there =
          client.next(LogEntries.class).entries().stream().map(entry -> entry.position()).toList();
      assertEquals(List.of(1L, 2L), there);
    }
    try (Understory server = start(data);
        TestClient client = prove(server)) {
      assertArrayEquals(incarnation, client.greeting().incarnation(), "a loss counts once");
    }
  }

  @Test
  void another_key_in_the_place_of_one_is_a_loss_too(@TempDir Path temporary) throws Exception {
    Path data = temporary.resolve("data");
    Append post = space.post(TestSpace.writeId(), "lost", 400);
    byte[] incarnation;
    try (Understory server = start(data)) {
      found(server);
      try (TestClient client = prove(server)) {
        incarnation = client.greeting().incarnation();
        client.ask(Appended.class, post);
      }
    }
    Files.write(data.resolve("keys/" + post.expiry() + ".key"), new byte[32]);
    try (Understory server = start(data);
        TestClient client = prove(server)) {
      assertFalse(Arrays.equals(incarnation, client.greeting().incarnation()));
      assertEquals(1, client.ask(Appended.class, post).position());
    }
  }

  @Test
  void the_key_of_a_bucket_that_is_over_is_destroyed_and_costs_no_incarnation(
      @TempDir Path temporary) throws Exception {
    Path data = temporary.resolve("data");
    byte[] incarnation;
    try (Understory server = start(data)) {
      found(server);
      try (TestClient client = prove(server)) {
        incarnation = client.greeting().incarnation();
        Append post = space.post(TestSpace.writeId(), MARK, 3);
        Path key = data.resolve("keys/" + post.expiry() + ".key");
        client.ask(Appended.class, post);
        assertTrue(Files.exists(key), "durable before anything is written under it");
        for (int i = 0; i < 200 && Files.exists(key); i++) {
          Thread.sleep(50);
        }
        assertFalse(Files.exists(key));
      }
    }
    try (Understory server = start(data);
        TestClient client = prove(server)) {
      assertArrayEquals(incarnation, client.greeting().incarnation());
    }
  }
}
