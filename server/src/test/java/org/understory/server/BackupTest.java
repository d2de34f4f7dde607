package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.server.TestSpace.Draft;
import org.understory.server.config.ConfigurationException;
import org.understory.server.config.Sources;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.Deposited;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.PublishPreKeys;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.LogId;

/** A backup: what is in it, what is not, and what a restored server is. */
class BackupTest {
  private static final List<String> GONE =
      List.of("post-of-the-backup", "item-of-the-backup", "name-that-expires", "prekey-used-once");

  private final TestSpace space = TestSpace.detached();

  private static Understory start(Path data) throws Exception {
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

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_backup_has_the_groups_and_nothing_that_expires(@TempDir Path temporary) throws Exception {
    Path data = temporary.resolve("data");
    Path backup = temporary.resolve("backup");
    byte[] incarnation;
    try (Understory server = start(data)) {
      byte[] ticket = TestServer.Running.ticketOf(server.announcements().getLast());
      try (TestClient client = new TestClient(server.port())) {
        client.ask(Committed.class, new Found(ticket, space.founding()));
        space.head = 1;
      }
      try (TestClient client = prove(server)) {
        incarnation = client.greeting().incarnation();
        fill(client);
      }
      Understory.backup(
          TestServer.Running.configuration(data, 1, "--backup", backup.toString()),
          Sources.system());
    }
    assertTrue(isIn(backup, "entry that stays"));
    assertTrue(isIn(backup, "name-that-stays"));
    for (String gone : GONE) {
      assertFalse(isIn(backup, gone), gone);
    }
    assertFalse(holdsKeys(data, backup));
    assertThrows(
        ConfigurationException.class,
        () ->
            Understory.restore(
                TestServer.Running.configuration(data, 1, "--restore", backup.toString()),
                Sources.system()),
        "never over what there is");
    Path fresh = temporary.resolve("fresh");
    Understory.restore(
        TestServer.Running.configuration(fresh, 1, "--restore", backup.toString()),
        Sources.system());
    try (Understory server = start(fresh);
        TestClient client = prove(server)) {
      assertFalse(Arrays.equals(incarnation, client.greeting().incarnation()));
      client.ask(Subscribed.class, new Subscribe(new LogFrom(LogId.ROSTER, 0)));
      List<LogEntry> roster = client.next(LogEntries.class).entries();
      assertEquals(3, roster.size());
      assertArrayEquals(utf8("name-that-stays"), roster.get(2).item());
      assertEquals(0, roster.get(1).item().length);
      assertTrue(client.ask(Appended.class, space.post("again")).position() > 1L << 32);
      space.commit(client, new Draft(space, 3).entry("goes on").open(new TestSpace.Device()));
    }
  }

  private void fill(TestClient client) {
    Append post =
        new Append(TestSpace.writeId(), space.channel, TestSpace.expiry(400), utf8(GONE.get(0)));
    client.ask(Appended.class, post);
    DepositItem item =
        new DepositItem(space.founder.mailbox, TestSpace.expiry(400), utf8(GONE.get(1)));
    client.ask(Deposited.class, new Deposit(TestSpace.writeId(), space.id, List.of(item)));
    space.commit(
        client,
        new Draft(space, 1)
            .entry("entry that stays", GONE.get(2), TestSpace.expiry(400))
            .entry("another", "name-that-stays", 0));
    client.ask(
        Done.class,
        new PublishPreKeys(TestSpace.writeId(), utf8("a base"), List.of(utf8(GONE.get(3))), false));
  }

  private static boolean isIn(Path directory, String mark) throws Exception {
    return hold(directory, utf8(mark));
  }

  private static boolean holdsKeys(Path data, Path backup) throws Exception {
    try (Stream<Path> keys = Files.list(data.resolve("keys"))) {
      List<Path> all = keys.toList();
      assertFalse(all.isEmpty());
      for (Path key : all) {
        if (hold(backup, Files.readAllBytes(key))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hold(Path directory, byte[] mark) throws Exception {
    String wanted = new String(mark, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(wanted)) {
          return true;
        }
      }
    }
    return false;
  }
}
