package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.AccessEndedReason;
import org.understory.wire.frame.Acknowledge;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.Deposited;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.EpochSlot;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.MailboxFrom;
import org.understory.wire.frame.MailboxItems;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.SlotPackets;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;

/** A group's life as the server sees it. */
@ExtendWith(TestServer.class)
class SpaceLifeTest {
  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Test
  void a_founder_reads_the_roster_it_wrote(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      Subscribed subscribed =
          founder.ask(Subscribed.class, new Subscribe(new LogFrom(LogId.ROSTER, 0)));
      assertEquals(1, subscribed.head());
      LogEntries entries = founder.next(LogEntries.class);
      assertEquals("created", text(entries.entries().getFirst().body()));
      assertEquals(0, entries.entries().getFirst().position());
    }
  }

  @Test
  void what_is_appended_reaches_all_who_follow_once_and_in_order(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      TestSpace.Device device = space.admit(founder);
      founder.ask(Appended.class, space.post("before"));
      try (TestClient other = space.as(device)) {
        other.ask(Subscribed.class, new Subscribe(new LogFrom(space.channel, 0)));
        assertEquals("before", text(other.next(LogEntries.class).entries().getFirst().body()));
        for (int i = 1; i <= 20; i++) {
          assertEquals(i, founder.ask(Appended.class, space.post("post " + i)).position());
          LogEntries live = other.next(LogEntries.class);
          assertEquals(i, live.entries().getFirst().position());
          assertEquals("post " + i, text(live.entries().getFirst().body()));
        }
      }
    }
  }

  @Test
  void a_removed_device_learns_why_and_is_out_at_once(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      TestSpace.Device device = space.admit(founder);
      try (TestClient removed = space.as(device)) {
        removed.ask(Subscribed.class, new Subscribe(new LogFrom(LogId.ROSTER, 0)));
        removed.ask(Subscribed.class, new Subscribe(new LogFrom(space.channel, 0)));
        assertEquals(2, removed.next(LogEntries.class).entries().size());
        TestKey old = space.member;
        space.member = new TestKey();
        space.commit(
            founder,
            new TestSpace.Draft(space, space.head)
                .entry("removed")
                .entry("epoch")
                .memberKey(space.member)
                .close(device)
                .packet(space.founder.mailbox, "secret"));
        LogEntries why = removed.next(LogEntries.class);
        assertEquals("removed", text(why.entries().getFirst().body()));
        assertEquals(AccessEndedReason.MAILBOX_CLOSED, removed.next(AccessEnded.class).reason());
        assertEquals(AccessEndedReason.EPOCH_MOVED, removed.next(AccessEnded.class).reason());
        assertEquals(Reason.STALE, removed.reason(space.post("still here?")));
        assertEquals(Reason.STALE, removed.reason(removed.proof(KeyKind.MEMBER, space.id, old, 0)));
      }
      assertEquals(AccessEndedReason.EPOCH_MOVED, founder.next(AccessEnded.class).reason());
      founder.prove(KeyKind.MEMBER, space.id, space.member);
      founder.ask(Appended.class, space.post("without them"));
      space.commit(founder, new TestSpace.Draft(space, space.head).entry("later"));
      try (TestClient back = server.connect()) {
        back.prove(KeyKind.OWNER, space.id, device.owner);
        Subscribed readable =
            back.ask(Subscribed.class, new Subscribe(new LogFrom(LogId.ROSTER, 0)));
        assertEquals(4, readable.head());
        assertEquals(4, back.next(LogEntries.class).entries().size());
        assertEquals(AccessEndedReason.MAILBOX_CLOSED, back.next(AccessEnded.class).reason());
        assertEquals(Reason.NOT_ALLOWED, back.reason(new Subscribe(new LogFrom(space.channel, 0))));
      }
    }
  }

  @Test
  void a_commit_on_an_older_roster_loses_and_is_told_the_current_position(
      TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      space.commit(founder, new TestSpace.Draft(space, 1).entry("first"));
      var refusal = founder.refused(new TestSpace.Draft(space, 1).entry("second").build());
      assertEquals(Reason.CONFLICT, refusal.reason());
      assertEquals(2, refusal.current());
    }
  }

  @Test
  void marks_say_where_every_log_stood(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      for (int i = 0; i < 3; i++) {
        founder.ask(Appended.class, space.post("p"));
      }
      space.commit(founder, new TestSpace.Draft(space, 1).entry("a").entry("b"));
      founder.ask(Subscribed.class, new Subscribe(new LogFrom(LogId.ROSTER, 1)));
      LogEntries entries = founder.next(LogEntries.class);
      assertTrue(entries.entries().get(0).marks().isEmpty());
      assertTrue(
          entries.entries().get(1).marks().stream()
              .anyMatch(mark -> mark.log().equals(space.channel) && mark.position() == 3));
    }
  }

  @Test
  void deposits_reach_their_owner_and_go_when_acknowledged(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      TestSpace.Device device = space.admit(founder);
      long expiry = TestSpace.expiry(60);
      Deposited deposited =
          founder.ask(
              Deposited.class,
              new Deposit(
                  TestSpace.writeId(),
                  space.id,
                  List.of(
                      new DepositItem(device.mailbox, expiry, new byte[] {1}),
                      new DepositItem(MailboxId.of(TestSpace.random(16)), expiry, new byte[] {2}),
                      new DepositItem(device.mailbox, expiry, new byte[] {3}))));
      assertEquals(List.of(1), deposited.refused());
      try (TestClient owner = space.as(device)) {
        owner.ask(Subscribed.class, new Subscribe(new MailboxFrom(0)));
        MailboxItems items = owner.next(MailboxItems.class);
        assertEquals(2, items.items().size());
        assertArrayEquals(new byte[] {3}, items.items().get(1).body());
        owner.ask(Done.class, new Acknowledge(List.of(0L, 1L), 0));
      }
      try (TestClient again = space.as(device)) {
        again.ask(Subscribed.class, new Subscribe(new MailboxFrom(0)));
        assertTrue(again.isQuiet(200));
      }
    }
  }

  @Test
  void a_slot_keeps_packets_until_they_are_acknowledged(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      TestSpace.Device device = space.admit(founder);
      space.commit(
          founder, new TestSpace.Draft(space, space.head).entry("e").packet(device.mailbox, "one"));
      try (TestClient owner = space.as(device)) {
        owner.ask(Subscribed.class, new Subscribe(new EpochSlot()));
        SlotPackets packets = owner.next(SlotPackets.class);
        assertEquals("one", text(packets.packets().getFirst().body()));
        space.commit(
            founder,
            new TestSpace.Draft(space, space.head).entry("e").packet(device.mailbox, "two"));
        SlotPackets live = owner.next(SlotPackets.class);
        assertEquals(1, live.packets().getFirst().position());
        owner.ask(Done.class, new Acknowledge(List.of(), 2));
      }
      try (TestClient again = space.as(device)) {
        again.ask(Subscribed.class, new Subscribe(new EpochSlot()));
        assertTrue(again.isQuiet(200));
      }
    }
  }

  @Test
  void a_ticket_founds_one_space_and_a_repeat_gets_the_first_answer(TestServer.Running server) {
    byte[] ticket = server.ticket();
    TestSpace space = TestSpace.unfounded(server);
    Found found = new Found(ticket, space.founding());
    try (TestClient client = server.connect()) {
      assertEquals(0, client.ask(Committed.class, found).position());
      assertEquals(0, client.ask(Committed.class, found).position());
      assertEquals(
          Reason.USED, client.reason(new Found(ticket, TestSpace.unfounded(server).founding())));
      assertEquals(
          Reason.NOT_ALLOWED,
          client.reason(new Found(TestSpace.random(32), TestSpace.unfounded(server).founding())));
      assertEquals(
          Reason.NOT_ALLOWED,
          client.reason(new Found(server.ticket(), space.founding())),
          "the id of a space that is there is refused like anything else");
    }
    assertFalse(server.count("SELECT count(*) FROM space") == 0);
  }
}
