package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.understory.server.TestSpace.Device;
import org.understory.server.TestSpace.Draft;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.CountPreKeys;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.Deposited;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.EpochSlot;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.MailboxFrom;
import org.understory.wire.frame.MailboxItems;
import org.understory.wire.frame.PreKeyCount;
import org.understory.wire.frame.PublishPreKeys;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.frame.SlotPackets;
import org.understory.wire.frame.Stage;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.frame.TakePreKeys;
import org.understory.wire.frame.TakenPreKey;
import org.understory.wire.frame.TakenPreKeys;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.StageId;

/** Writes and their repeats. */
@ExtendWith(TestServer.class)
class WritesTest {
  @Test
  void a_repeated_post_gets_the_first_position_on_any_connection_and_in_any_epoch(
      TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      Device device = space.admit(founder);
      Append post = space.post("once");
      try (TestClient member = space.as(device)) {
        assertEquals(0, member.ask(Appended.class, post).position());
        assertEquals(0, member.ask(Appended.class, post).position());
      }
      try (TestClient again = space.as(device)) {
        assertEquals(0, again.ask(Appended.class, post).position());
        TestKey next = new TestKey();
        space.commit(founder, new Draft(space, space.head).entry("e").memberKey(next));
        assertEquals(0, again.ask(Appended.class, post).position());
        assertEquals(Reason.STALE, again.reason(space.post("another")));
      }
    }
    assertEquals(1, entries(server, space));
  }

  private static long entries(TestServer.Running server, TestSpace space) {
    return server.count("SELECT head FROM log WHERE id = '\\x" + space.channel.hex() + "'");
  }

  @Test
  void another_writers_id_is_no_answer(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder();
        TestClient member = space.as(space.admit(founder))) {
      Append post = space.post("mine");
      assertEquals(0, member.ask(Appended.class, post).position());
      assertEquals(1, founder.ask(Appended.class, post).position());
    }
  }

  @Test
  void the_same_write_many_times_at_once_is_one_write(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient one = space.asFounder();
        TestClient two = space.asFounder()) {
      Append post = space.post("once");
      Commit commit = new Draft(space, 1).entry("once").build();
      List<CompletableFuture<ServerFrame>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(one.send(post));
        answers.add(two.send(post));
      }
      for (int i = 0; i < 5; i++) {
        answers.add(one.send(commit));
        answers.add(two.send(commit));
      }
      Set<Object> seen = new HashSet<>();
      answers.forEach(answer -> seen.add(((Reply) answer.join()).body()));
      assertEquals(Set.of(new Appended(0), new Committed(1)), seen);
      assertEquals(1, entries(server, space));
    }
  }

  @Test
  void every_entry_reaches_a_late_follower_once_and_in_order(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    int each = 300;
    try (TestClient a = space.asFounder();
        TestClient b = space.asFounder();
        TestClient reader = space.asFounder()) {
      List<CompletableFuture<ServerFrame>> posts = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        posts.add(a.send(space.post("a" + i)));
        posts.add(b.send(space.post("b" + i)));
        if (i == each / 3) {
          reader.send(new Subscribe(new LogFrom(space.channel, 0)));
        }
      }
      posts.forEach(CompletableFuture::join);
      List<Long> positions = new ArrayList<>();
      while (positions.size() < 2 * each) {
        reader.next(LogEntries.class).entries().stream()
            .map(LogEntry::position)
            .forEach(positions::add);
      }
      for (int i = 0; i < positions.size(); i++) {
        assertEquals(i, positions.get(i));
      }
      assertTrue(reader.isQuiet(100));
    }
  }

  @Test
  void many_entries_are_read_page_by_page(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      List<CompletableFuture<ServerFrame>> posts = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        posts.add(
            founder.send(
                new Append(
                    TestSpace.writeId(),
                    space.channel,
                    TestSpace.expiry(60),
                    TestSpace.random(60_000))));
      }
      posts.forEach(CompletableFuture::join);
      founder.ask(Subscribed.class, new Subscribe(new LogFrom(space.channel, 10)));
      long next = 10;
      while (next < 100) {
        for (LogEntry entry : founder.next(LogEntries.class).entries()) {
          assertEquals(next++, entry.position());
        }
      }
    }
  }

  @Test
  void a_repeated_deposit_lies_there_once(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      Deposit deposit =
          new Deposit(
              TestSpace.writeId(),
              space.id,
              List.of(
                  new DepositItem(space.founder.mailbox, TestSpace.expiry(60), new byte[] {1})));
      founder.ask(Deposited.class, deposit);
      founder.ask(Deposited.class, deposit);
      founder.ask(Subscribed.class, new Subscribe(new MailboxFrom(0)));
      assertEquals(1, founder.next(MailboxItems.class).items().size());
      assertTrue(founder.isQuiet(100));
    }
  }

  @Test
  void a_one_time_prekey_is_taken_once_and_then_the_base_alone(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    MailboxId shelf = space.founder.mailbox;
    try (TestClient founder = space.asFounder();
        TestClient member = space.as(space.admit(founder))) {
      founder.ask(
          Done.class,
          new PublishPreKeys(
              TestSpace.writeId(),
              new byte[] {9},
              List.of(new byte[] {1}, new byte[] {2}, new byte[] {3}),
              true));
      assertEquals(3, founder.ask(PreKeyCount.class, new CountPreKeys()).oneTime());
      TakePreKeys take =
          new TakePreKeys(
              TestSpace.writeId(), space.id, List.of(shelf, MailboxId.of(TestSpace.random(16))));
      TakenPreKeys first = member.ask(TakenPreKeys.class, take);
      TakenPreKeys repeat = member.ask(TakenPreKeys.class, take);
      assertArrayEquals(new byte[] {1}, first.taken().get(0).oneTime());
      assertArrayEquals(new byte[] {1}, repeat.taken().get(0).oneTime());
      assertEquals(0, first.taken().get(1).base().length);
      List<CompletableFuture<ServerFrame>> takes = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        TestClient client = i % 2 == 0 ? founder : member;
        takes.add(client.send(new TakePreKeys(TestSpace.writeId(), space.id, List.of(shelf))));
      }
      List<Integer> taken = new ArrayList<>();
      for (CompletableFuture<ServerFrame> answer : takes) {
        TakenPreKey key = ((TakenPreKeys) ((Reply) answer.join()).body()).taken().getFirst();
        assertArrayEquals(new byte[] {9}, key.base());
        if (key.oneTime().length > 0) {
          taken.add((int) key.oneTime()[0]);
        }
      }
      assertEquals(Set.of(2, 3), new HashSet<>(taken));
      assertEquals(2, taken.size());
      assertEquals(0, founder.ask(PreKeyCount.class, new CountPreKeys()).oneTime());
    }
  }

  @Test
  void staged_packets_are_laid_down_by_the_commit_that_names_them(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      StageId stage = StageId.of(TestSpace.random(16));
      Device device = space.admit(founder);
      founder.ask(
          Done.class,
          new Stage(
              TestSpace.writeId(),
              stage,
              List.of(
                  new EpochPacket(device.mailbox, new byte[] {1}),
                  new EpochPacket(space.founder.mailbox, new byte[] {2}))));
      try (TestClient owner = space.as(device)) {
        owner.ask(Subscribed.class, new Subscribe(new EpochSlot()));
        assertTrue(owner.isQuiet(100));
        space.commit(founder, new Draft(space, space.head).entry("e").staged(stage));
        assertArrayEquals(
            new byte[] {1}, owner.next(SlotPackets.class).packets().getFirst().body());
      }
      assertEquals(
          0,
          server.count(
              "SELECT count(*) FROM staged_packet WHERE stage = '\\x" + stage.hex() + "'"));
    }
  }

  @Test
  void a_thousand_devices_are_keyed_anew_in_one_commit(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      List<Device> devices = new ArrayList<>();
      for (int i = 0; i < 63; i++) {
        Draft draft = new Draft(space, space.head).entry("add");
        for (int k = 0; k < 16; k++) {
          Device device = new Device();
          devices.add(device);
          draft.open(device);
        }
        space.commit(founder, draft);
      }
      StageId stage = StageId.of(TestSpace.random(16));
      long start = System.nanoTime();
      for (int from = 0; from < 1_000; from += 500) {
        List<EpochPacket> packets = new ArrayList<>();
        for (Device device : devices.subList(from, from + 500)) {
          packets.add(new EpochPacket(device.mailbox, TestSpace.random(2_000)));
        }
        founder.ask(Done.class, new Stage(TestSpace.writeId(), stage, packets));
      }
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("removed")
              .entry("epoch")
              .memberKey(new TestKey())
              .close(devices.getLast())
              .staged(stage));
      long tookMs = (System.nanoTime() - start) / 1_000_000;
      assertEquals(
          1_000,
          server.count(
              "SELECT count(*) FROM epoch_packet p JOIN mailbox m ON m.no = p.mailbox_no"
                  + " WHERE m.space = '\\x"
                  + space.id.hex()
                  + "'"));
      assertTrue(tookMs < 5_000, tookMs + " ms");
      System.out.println("1,000 packets staged and committed in " + tookMs + " ms");
    }
  }

  @Test
  void a_commit_with_one_wrong_part_changes_nothing(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      TestKey next = new TestKey();
      Device device = new Device();
      assertEquals(
          Reason.NOT_ALLOWED,
          founder.reason(
              new Draft(space, 1)
                  .entry("e")
                  .memberKey(next)
                  .open(device)
                  .channel(LogId.of(TestSpace.random(16)))
                  .packet(MailboxId.of(TestSpace.random(16)), "to nobody")
                  .build()));
      founder.ask(Appended.class, space.post("the epoch has not moved"));
      try (TestClient owner = server.connect()) {
        assertEquals(
            Reason.NOT_ALLOWED,
            owner.reason(
                owner.proof(org.understory.wire.frame.KeyKind.OWNER, space.id, device.owner, 0)));
      }
      space.commit(founder, new Draft(space, 1).entry("still position 1"));
    }
  }

  @Test
  void the_reserved_logs_take_what_they_are_for(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      byte[] body = {1};
      long expiry = TestSpace.expiry(60);
      founder.ask(Appended.class, new Append(TestSpace.writeId(), LogId.PROPOSALS, expiry, body));
      founder.ask(Appended.class, new Append(TestSpace.writeId(), LogId.KNOCK, expiry, body));
      assertEquals(
          Reason.NOT_ALLOWED,
          founder.reason(new Append(TestSpace.writeId(), LogId.ROSTER, expiry, body)));
      assertEquals(
          Reason.QUOTA,
          founder.reason(
              new Append(TestSpace.writeId(), LogId.KNOCK, expiry, TestSpace.random(5_000))));
      founder.ask(Subscribed.class, new Subscribe(new LogFrom(LogId.KNOCK, 0)));
      assertEquals(1, founder.next(LogEntries.class).entries().size());
      TestKey next = new TestKey();
      space.commit(founder, new Draft(space, 1).entry("e").memberKey(next));
      founder.ask(Appended.class, new Append(TestSpace.writeId(), LogId.KNOCK, expiry, body));
    }
  }
}
