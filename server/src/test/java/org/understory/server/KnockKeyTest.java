package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.understory.server.TestSpace.Device;
import org.understory.server.TestSpace.Draft;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.AccessEndedReason;
import org.understory.wire.frame.CountPreKeys;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.Deposited;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.EpochSlot;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LeaseSlots;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.MailboxFrom;
import org.understory.wire.frame.MailboxItems;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.ReplaceKnockKey;
import org.understory.wire.frame.RequestBody;
import org.understory.wire.frame.SubmitRecovery;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.LogId;

/** Coming back with a recovery sheet. */
@ExtendWith(TestServer.class)
class KnockKeyTest {
  private final TestKey knock = new TestKey();

  private static SubmitRecovery recovery(Device device, String text) {
    return new SubmitRecovery(
        TestSpace.writeId(),
        device.mailbox,
        device.owner.bytes(),
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static ReplaceKnockKey replace(byte[] key) {
    return new ReplaceKnockKey(TestSpace.writeId(), key);
  }

  private Device admit(TestSpace space, TestClient founder) {
    Device device = new Device();
    space.commit(founder, new Draft(space, space.head).entry("admitted").open(device, knock));
    return device;
  }

  private TestClient knocking(TestServer.Running server, TestSpace space) {
    TestClient client = server.connect();
    client.prove(KeyKind.KNOCK, space.id, knock);
    return client;
  }

  private static Reason proof(TestServer.Running server, TestSpace space, TestKey key) {
    try (TestClient client = server.connect()) {
      return client.reason(client.proof(KeyKind.KNOCK, space.id, key, 0));
    }
  }

  @Test
  void a_sheet_opens_a_mailbox_and_a_commit_makes_it_permanent(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    Device fresh = new Device();
    TestKey next = new TestKey();
    try (TestClient founder = space.asFounder()) {
      Device lost = admit(space, founder);
      founder.ask(Subscribed.class, new Subscribe(new LogFrom(LogId.KNOCK, 0)));
      try (TestClient client = knocking(server, space)) {
        client.ask(Done.class, recovery(fresh, "it is me"));
        LogEntry entry = founder.next(LogEntries.class).entries().getFirst();
        assertArrayEquals("it is me".getBytes(StandardCharsets.UTF_8), entry.body());
        assertTrue(entry.expiry() >= TestSpace.expiry(598), "it stays as long as content may");
        assertTrue(client.prove(KeyKind.OWNER, space.id, fresh.owner).provisional());
        client.ask(Subscribed.class, new Subscribe(new MailboxFrom(0)));
        founder.ask(
            Deposited.class,
            new Deposit(
                TestSpace.writeId(),
                space.id,
                List.of(new DepositItem(fresh.mailbox, TestSpace.expiry(60), new byte[9]))));
        assertEquals(1, client.next(MailboxItems.class).items().size());
        space.commit(
            founder, new Draft(space, space.head).entry("back").open(fresh, next).close(lost));
        client.ask(Subscribed.class, new Subscribe(new LogFrom(LogId.ROSTER, 0)));
      }
    }
    assertEquals(Reason.NOT_ALLOWED, proof(server, space, knock), "a sheet is used once");
    try (TestClient client = server.connect()) {
      client.prove(KeyKind.KNOCK, space.id, next);
    }
  }

  @Test
  void a_knock_key_does_nothing_else(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      Device member = admit(space, founder);
      try (TestClient client = knocking(server, space)) {
        List<RequestBody> others =
            List.of(
                new Subscribe(new LogFrom(LogId.ROSTER, 0)),
                new Subscribe(new LogFrom(LogId.KNOCK, 0)),
                new Subscribe(new EpochSlot()),
                new Subscribe(new MailboxFrom(0)),
                new Subscribe(new LeaseSlots()),
                new CountPreKeys(),
                space.post("x"),
                replace(new TestKey().bytes()));
        for (RequestBody other : others) {
          assertEquals(Reason.NOT_ALLOWED, client.reason(other), other.toString());
        }
        assertEquals(
            Reason.NOT_ALLOWED, client.reason(recovery(member, "I take a mailbox that is there")));
      }
      founder.ask(Subscribed.class, new Subscribe(new EpochSlot()));
    }
  }

  @Test
  void a_key_that_is_no_sheets_of_this_space_proves_nothing(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestSpace other = TestSpace.found(server);
    try (TestClient founder = space.asFounder();
        TestClient nobody = server.connect()) {
      admit(space, founder);
      assertEquals(Reason.NOT_ALLOWED, proof(server, space, new TestKey()));
      assertEquals(Reason.NOT_ALLOWED, proof(server, other, knock));
      assertEquals(Reason.NOT_ALLOWED, nobody.reason(recovery(new Device(), "x")));
      assertEquals(Reason.NOT_ALLOWED, founder.reason(recovery(new Device(), "x")));
    }
  }

  @Test
  void the_sheet_outlives_the_mailbox_and_ends_when_a_commit_says_so(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      Device device = admit(space, founder);
      space.commit(founder, new Draft(space, space.head).entry("stolen").close(device));
      try (TestClient client = knocking(server, space)) {
        client.ask(Done.class, recovery(new Device(), "all devices are gone"));
        space.commit(founder, new Draft(space, space.head).entry("removed").endKnockKey(device));
        assertEquals(Reason.NOT_ALLOWED, client.reason(recovery(new Device(), "again")));
      }
      assertEquals(Reason.NOT_ALLOWED, proof(server, space, knock));
    }
  }

  @Test
  void a_repeated_recovery_is_one_and_three_a_day_are_enough(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      admit(space, founder);
      try (TestClient client = knocking(server, space)) {
        SubmitRecovery first = recovery(new Device(), "once");
        client.ask(Done.class, first);
        client.ask(Done.class, first);
        assertEquals(
            1, founder.ask(Subscribed.class, new Subscribe(new LogFrom(LogId.KNOCK, 0))).head());
        client.ask(Done.class, recovery(new Device(), "twice"));
        client.ask(Done.class, recovery(new Device(), "thrice"));
        assertEquals(Reason.RATE_LIMITED, client.reason(recovery(new Device(), "too often")));
      }
    }
  }

  @Test
  void coming_back_closes_what_else_the_sheet_had_opened(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    Device thief = new Device();
    Device owner = new Device();
    try (TestClient founder = space.asFounder()) {
      admit(space, founder);
      try (TestClient first = knocking(server, space);
          TestClient second = knocking(server, space)) {
        first.ask(Done.class, recovery(thief, "who found the sheet"));
        first.prove(KeyKind.OWNER, space.id, thief.owner);
        second.ask(Done.class, recovery(owner, "whose sheet it is"));
        space.commit(
            founder, new Draft(space, space.head).entry("back").open(owner, new TestKey()));
        assertEquals(AccessEndedReason.MAILBOX_CLOSED, first.next(AccessEnded.class).reason());
        assertEquals(Reason.NOT_ALLOWED, first.reason(recovery(new Device(), "again")));
      }
    }
  }

  @Test
  void an_owner_replaces_its_knock_key_or_ends_it(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestKey next = new TestKey();
    try (TestClient founder = space.asFounder()) {
      Device device = admit(space, founder);
      Device other = space.admit(founder);
      try (TestClient member = space.as(device);
          TestClient second = space.as(other)) {
        member.ask(Done.class, replace(next.bytes()));
        assertEquals(Reason.NOT_ALLOWED, proof(server, space, knock));
        assertEquals(Reason.NOT_ALLOWED, second.reason(replace(next.bytes())), "another's sheet");
        try (TestClient client = server.connect()) {
          client.prove(KeyKind.KNOCK, space.id, next);
        }
        member.ask(Done.class, replace(new byte[0]));
        assertEquals(Reason.NOT_ALLOWED, proof(server, space, next));
      }
    }
  }

  @Test
  void a_frozen_members_mailbox_is_opened_again_and_its_sheet_still_counts(
      TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      Device one = admit(space, founder);
      Device two = space.admit(founder);
      space.commit(founder, new Draft(space, space.head).entry("one of two revoked").close(one));
      try (TestClient stays = space.as(two)) {
        stays.ask(Subscribed.class, new Subscribe(new MailboxFrom(0)));
      }
      space.commit(founder, new Draft(space, space.head).entry("frozen").close(two));
      space.commit(
          founder, new Draft(space, space.head).entry("back as they were").open(one).open(two));
      for (Device device : List.of(one, two)) {
        try (TestClient client = space.as(device)) {
          client.ask(Subscribed.class, new Subscribe(new MailboxFrom(0)));
        }
      }
    }
    knocking(server, space).close();
  }

  @Test
  void no_two_sheets_share_a_key_and_a_commit_that_says_so_changes_nothing(
      TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      admit(space, founder);
      assertEquals(
          Reason.NOT_ALLOWED,
          founder.reason(
              new Draft(space, space.head).entry("x").open(new Device(), knock).build()));
      space.commit(founder, new Draft(space, space.head).entry("goes on"));
    }
  }
}
