package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.understory.server.TestSpace.Device;
import org.understory.server.TestSpace.Draft;
import org.understory.verify.InviteIds;
import org.understory.wire.Statements;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.AccessEndedReason;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.Deposited;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.JoinRequests;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LinkRequests;
import org.understory.wire.frame.MailboxFrom;
import org.understory.wire.frame.MailboxItems;
import org.understory.wire.frame.OpenLink;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.frame.PendingRequests;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.frame.SubmitJoinRequest;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.MailboxId;

/** Linking a device. */
@ExtendWith(TestServer.class)
class LinkTest {
  private static OpenLink link(TestSpace space, TestKey drop, long seconds) {
    return new OpenLink(TestSpace.writeId(), space.id, drop.bytes(), TestSpace.expiry(seconds));
  }

  private static SubmitJoinRequest offer(TestKey drop, Device device, String text) {
    byte[] sealed = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] statement =
        Statements.joinRequest(
            InviteIds.of(drop.bytes()), device.mailbox, device.owner.bytes(), sealed);
    return new SubmitJoinRequest(
        TestSpace.writeId(), device.mailbox, device.owner.bytes(), sealed, drop.sign(statement));
  }

  private static Deposit deposit(TestSpace space, MailboxId mailbox) {
    return new Deposit(
        TestSpace.writeId(),
        space.id,
        List.of(new DepositItem(mailbox, TestSpace.expiry(60), new byte[] {1})));
  }

  private static TestClient at(TestServer.Running server, TestKey drop) {
    TestClient client = server.connect();
    client.prove(KeyKind.DROP, null, drop);
    return client;
  }

  @Test
  void a_device_is_linked_from_offer_to_open_mailbox(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestKey drop = new TestKey();
    Device fresh = new Device();
    try (TestClient founder = space.asFounder()) {
      Device old = space.admit(founder);
      founder.ask(Subscribed.class, new Subscribe(new JoinRequests()));
      try (TestClient parent = space.as(old);
          TestClient child = server.connect()) {
        parent.ask(Done.class, link(space, drop, 900));
        parent.ask(Subscribed.class, new Subscribe(new LinkRequests()));
        Proved proved = child.prove(KeyKind.DROP, null, drop);
        assertEquals(space.id, proved.space());
        assertEquals(0, proved.requestKey().length);
        child.ask(Done.class, offer(drop, fresh, "offer"));
        PendingRequest offered = parent.next(PendingRequests.class).requests().getFirst();
        assertEquals(fresh.mailbox, offered.mailbox());
        assertTrue(child.prove(KeyKind.OWNER, space.id, fresh.owner).provisional());
        child.ask(Subscribed.class, new Subscribe(new MailboxFrom(0)));
        assertEquals(
            List.of(), parent.ask(Deposited.class, deposit(space, fresh.mailbox)).refused());
        assertEquals(1, child.next(MailboxItems.class).items().size());
        child.ask(Done.class, offer(drop, fresh, "reveal"));
        assertEquals(
            "reveal",
            new String(parent.next(PendingRequests.class).requests().getFirst().sealed(), UTF_8));
        space.commit(founder, new Draft(space, space.head).entry("device").open(fresh));
        child.prove(KeyKind.MEMBER, space.id, space.member);
        child.ask(Deposited.class, deposit(space, old.mailbox));
      }
      assertTrue(founder.isQuiet(200), "a link is not the stewards' business");
    }
    assertEquals(
        0,
        server.count(
            "SELECT count(*) FROM mailbox WHERE sponsor IS NOT NULL AND id = '\\x"
                + fresh.mailbox.hex()
                + "'"),
        "who linked whom is forgotten");
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  @Test
  void a_second_mailbox_at_a_link_is_refused_and_alarms_its_owner(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestKey drop = new TestKey();
    try (TestClient founder = space.asFounder()) {
      founder.ask(Done.class, link(space, drop, 900));
      founder.ask(Subscribed.class, new Subscribe(new LinkRequests()));
      try (TestClient child = at(server, drop);
          TestClient thief = at(server, drop)) {
        child.ask(Done.class, offer(drop, new Device(), "first"));
        assertEquals(Reason.USED, thief.reason(offer(drop, new Device(), "second")));
      }
      assertEquals(false, founder.next(PendingRequests.class).requests().getFirst().alarm());
      assertEquals(true, founder.next(PendingRequests.class).requests().getFirst().alarm());
      founder.ask(Subscribed.class, new Subscribe(new JoinRequests()));
      assertTrue(founder.isQuiet(200), "nor is it among the requests to the stewards");
    }
  }

  @Test
  void of_a_hundred_offers_at_once_one_is_taken(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestKey drop = new TestKey();
    List<TestClient> clients = new ArrayList<>();
    List<CompletableFuture<ServerFrame>> answers = new ArrayList<>();
    try (TestClient founder = space.asFounder()) {
      founder.ask(Done.class, link(space, drop, 900));
      for (int i = 0; i < 10; i++) {
        clients.add(at(server, drop));
      }
      for (int i = 0; i < 100; i++) {
        answers.add(clients.get(i % 10).send(offer(drop, new Device(), "me")));
      }
      assertEquals(
          1, answers.stream().map(CompletableFuture::join).filter(Reply.class::isInstance).count());
      clients.forEach(TestClient::close);
    }
  }

  @Test
  void only_the_owner_of_an_open_mailbox_of_this_space_opens_a_link(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestSpace other = TestSpace.found(server);
    TestKey drop = new TestKey();
    try (TestClient founder = space.asFounder();
        TestClient stranger = other.asFounder();
        TestClient nobody = server.connect();
        TestClient member = server.connect()) {
      member.prove(KeyKind.MEMBER, space.id, space.member);
      assertEquals(Reason.NOT_ALLOWED, stranger.reason(link(space, drop, 900)));
      assertEquals(Reason.NOT_ALLOWED, nobody.reason(link(space, drop, 900)));
      assertEquals(Reason.NOT_ALLOWED, member.reason(link(space, drop, 900)));
      // Neither does a mailbox that waits for a decision itself.
      Device waiting = new Device();
      founder.ask(Done.class, link(space, drop, 900));
      try (TestClient child = at(server, drop)) {
        child.ask(Done.class, offer(drop, waiting, "offer"));
        child.prove(KeyKind.OWNER, space.id, waiting.owner);
        assertEquals(Reason.NOT_ALLOWED, child.reason(link(space, new TestKey(), 900)));
        assertEquals(Reason.NOT_ALLOWED, child.reason(new Subscribe(new LinkRequests())));
      }
    }
  }

  @Test
  void a_link_lives_fifteen_minutes_at_most_and_one_at_a_time(TestServer.Running server)
      throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      assertEquals(Reason.TOO_FAR, founder.reason(link(space, new TestKey(), 1_000)));
      assertEquals(Reason.EXPIRED, founder.reason(link(space, new TestKey(), -1)));
      TestKey first = new TestKey();
      TestKey second = new TestKey();
      founder.ask(Done.class, link(space, first, 900));
      try (TestClient child = at(server, first)) {
        founder.ask(Done.class, link(space, second, 1));
        assertEquals(Reason.NOT_ALLOWED, child.reason(offer(first, new Device(), "late")));
      }
      try (TestClient child = at(server, second)) {
        Thread.sleep(1_200);
        // As long as the row is there it says that its time is over; then there is no such link.
        Reason reason = child.reason(offer(second, new Device(), "late"));
        assertTrue(reason == Reason.EXPIRED || reason == Reason.NOT_ALLOWED, reason.name());
      }
    }
  }

  @Test
  void a_waiting_device_outlives_its_link_but_not_the_device_that_links_it(
      TestServer.Running server) throws Exception {
    TestSpace space = TestSpace.found(server);
    TestKey drop = new TestKey();
    Device fresh = new Device();
    try (TestClient founder = space.asFounder()) {
      Device old = space.admit(founder);
      try (TestClient parent = space.as(old);
          TestClient child = server.connect()) {
        parent.ask(Done.class, link(space, drop, 1));
        child.prove(KeyKind.DROP, null, drop);
        child.ask(Done.class, offer(drop, fresh, "offer"));
        Thread.sleep(2_500);
        child.prove(KeyKind.OWNER, space.id, fresh.owner);
        parent.ask(Deposited.class, deposit(space, fresh.mailbox));
        space.commit(founder, new Draft(space, space.head).entry("revoked").close(old));
        assertEquals(AccessEndedReason.MAILBOX_CLOSED, child.next(AccessEnded.class).reason());
      }
      try (TestClient back = server.connect()) {
        assertEquals(
            Reason.NOT_ALLOWED, back.reason(back.proof(KeyKind.OWNER, space.id, fresh.owner, 0)));
      }
    }
  }

  @Test
  void into_a_waiting_mailbox_lay_only_stewards_and_who_links_it(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestKey drop = new TestKey();
    TestKey invite = new TestKey();
    Device linked = new Device();
    Device joining = new Device();
    try (TestClient founder = space.asFounder()) {
      Device old = space.admit(founder);
      Device other = space.admit(founder);
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("invite")
              .invite(invite, new TestKey(), TestSpace.expiry(600)));
      try (TestClient parent = space.as(old);
          TestClient bystander = space.as(other);
          TestClient child = server.connect();
          TestClient joiner = at(server, invite)) {
        parent.ask(Done.class, link(space, drop, 900));
        child.prove(KeyKind.DROP, null, drop);
        child.ask(Done.class, offer(drop, linked, "offer"));
        joiner.ask(Done.class, offer(invite, joining, "request"));
        List<Integer> no = List.of(0);
        List<Integer> yes = List.of();
        assertEquals(yes, refused(founder, space, joining));
        assertEquals(yes, refused(founder, space, linked));
        assertEquals(yes, refused(parent, space, linked));
        assertEquals(no, refused(parent, space, joining));
        assertEquals(no, refused(bystander, space, linked));
        assertEquals(no, refused(bystander, space, joining));
        Device none = new Device();
        assertEquals(no, refused(bystander, space, none), "as where there is no mailbox");
      }
    }
  }

  private static List<Integer> refused(TestClient by, TestSpace space, Device device) {
    return by.ask(Deposited.class, deposit(space, device.mailbox)).refused();
  }

  @Test
  void a_repeated_opening_opens_nothing_and_five_a_day_are_enough(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestKey drop = new TestKey();
    try (TestClient founder = space.asFounder()) {
      OpenLink first = link(space, new TestKey(), 900);
      founder.ask(Done.class, first);
      founder.ask(Done.class, link(space, drop, 900));
      founder.ask(Done.class, first);
      at(server, drop).close();
      for (int i = 0; i < 3; i++) {
        founder.ask(Done.class, link(space, new TestKey(), 900));
      }
      assertEquals(Reason.RATE_LIMITED, founder.reason(link(space, new TestKey(), 900)));
    }
  }

  @Test
  void a_commit_neither_closes_nor_uses_up_a_link(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestKey drop = new TestKey();
    try (TestClient founder = space.asFounder()) {
      Device old = space.admit(founder);
      try (TestClient parent = space.as(old)) {
        parent.ask(Done.class, link(space, drop, 900));
      }
      assertEquals(
          Reason.NOT_ALLOWED,
          founder.reason(
              new Draft(space, space.head)
                  .entry("x")
                  .closeInvite(InviteIds.of(drop.bytes()))
                  .build()));
    }
  }
}
