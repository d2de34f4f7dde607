package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.understory.wire.frame.Done;
import org.understory.wire.frame.EpochSlot;
import org.understory.wire.frame.JoinRequests;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.frame.PendingRequests;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.frame.SlotPackets;
import org.understory.wire.frame.SubmitJoinRequest;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.frame.WithdrawJoinRequest;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.WriteId;

/** Asking to join. */
@ExtendWith(TestServer.class)
class InviteTest {
  private static SubmitJoinRequest request(TestKey drop, Device device, String text) {
    byte[] sealed = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] statement =
        Statements.joinRequest(
            InviteIds.of(drop.bytes()), device.mailbox, device.owner.bytes(), sealed);
    return new SubmitJoinRequest(
        WriteId.of(TestSpace.random(16)),
        device.mailbox,
        device.owner.bytes(),
        sealed,
        drop.sign(statement));
  }

  private static TestClient joiner(TestServer.Running server, TestKey drop) {
    TestClient client = server.connect();
    client.prove(KeyKind.DROP, null, drop);
    return client;
  }

  private static TestKey invite(TestSpace space, TestClient founder) {
    TestKey drop = new TestKey();
    space.commit(
        founder,
        new Draft(space, space.head)
            .entry("invite")
            .invite(drop, new TestKey(), TestSpace.expiry(600)));
    return drop;
  }

  @Test
  void a_joiner_asks_is_admitted_and_gets_its_welcome(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      founder.ask(Subscribed.class, new Subscribe(new JoinRequests()));
      TestKey drop = new TestKey();
      TestKey requestKey = new TestKey();
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("invite")
              .invite(drop, requestKey, TestSpace.expiry(600), new byte[] {7, 8}));
      Device device = new Device();
      try (TestClient joiner = server.connect()) {
        Proved proved = joiner.prove(KeyKind.DROP, null, drop);
        assertEquals(space.id, proved.space());
        assertArrayEquals(requestKey.bytes(), proved.requestKey());
        assertArrayEquals(new byte[] {7, 8}, proved.sheet(), "what the link says is given back");
        joiner.ask(Done.class, request(drop, device, "let me in"));
        assertTrue(joiner.prove(KeyKind.OWNER, space.id, device.owner).provisional());
        joiner.ask(Subscribed.class, new Subscribe(new EpochSlot()));
        assertEquals(
            Reason.NOT_ALLOWED, joiner.reason(new Subscribe(new LogFrom(LogId.ROSTER, 0))));
        assertEquals(Reason.NOT_ALLOWED, joiner.reason(space.post("hello")));

        PendingRequest pending = founder.next(PendingRequests.class).requests().getFirst();
        assertFalse(pending.alarm());
        assertEquals(device.mailbox, pending.mailbox());
        space.commit(
            founder,
            new Draft(space, space.head)
                .entry("add")
                .open(device)
                .closeInvite(pending.invite())
                .packet(device.mailbox, "welcome"));
        assertEquals(1, joiner.next(SlotPackets.class).packets().size());
        assertEquals(
            3, joiner.ask(Subscribed.class, new Subscribe(new LogFrom(LogId.ROSTER, 0))).head());
      }
      PendingRequest gone = founder.next(PendingRequests.class).requests().getFirst();
      assertEquals(0, gone.sealed().length);
      try (TestClient late = server.connect()) {
        assertEquals(Reason.USED, late.reason(late.proof(KeyKind.DROP, null, drop, 0)));
      }
    }
  }

  @Test
  void a_request_that_the_drop_key_did_not_sign_is_refused(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      TestKey drop = invite(space, founder);
      try (TestClient joiner = joiner(server, drop)) {
        Device device = new Device();
        SubmitJoinRequest right = request(drop, device, "a");
        SubmitJoinRequest byAnother =
            new SubmitJoinRequest(
                right.writeId(),
                right.mailbox(),
                right.ownerKey(),
                right.sealed(),
                new TestKey().sign(right.sealed()));
        SubmitJoinRequest otherKey =
            new SubmitJoinRequest(
                right.writeId(),
                right.mailbox(),
                new TestKey().bytes(),
                right.sealed(),
                right.signature());
        assertEquals(Reason.NOT_ALLOWED, joiner.reason(byAnother));
        assertEquals(Reason.NOT_ALLOWED, joiner.reason(otherKey));
        joiner.ask(Done.class, right);
      }
    }
  }

  @Test
  void a_second_use_is_refused_and_alarms_the_stewards_once(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      TestKey drop = invite(space, founder);
      Device device = new Device();
      try (TestClient joiner = joiner(server, drop);
          TestClient thief = joiner(server, drop)) {
        joiner.ask(Done.class, request(drop, device, "first"));
        assertEquals(Reason.USED, thief.reason(request(drop, new Device(), "second")));
        assertEquals(Reason.USED, thief.reason(request(drop, new Device(), "third")));
        joiner.ask(Done.class, request(drop, device, "first, rewritten"));
      }
      founder.ask(Subscribed.class, new Subscribe(new JoinRequests()));
      List<PendingRequest> requests = founder.next(PendingRequests.class).requests();
      assertEquals(2, requests.size());
      assertEquals("first, rewritten", new String(requests.get(0).sealed(), UTF_8));
      assertTrue(requests.get(1).alarm());
      assertEquals("second", new String(requests.get(1).sealed(), UTF_8));
    }
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  @Test
  void of_a_thousand_parallel_redemptions_one_is_accepted(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      TestKey drop = invite(space, founder);
      List<TestClient> clients = new ArrayList<>();
      List<CompletableFuture<ServerFrame>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        clients.add(joiner(server, drop));
      }
      for (int i = 0; i < 1_000; i++) {
        answers.add(clients.get(i % 100).send(request(drop, new Device(), "me")));
      }
      long accepted =
          answers.stream().map(CompletableFuture::join).filter(Reply.class::isInstance).count();
      assertEquals(1, accepted);
      clients.forEach(TestClient::close);
    }
  }

  @Test
  void an_invite_cannot_take_over_a_mailbox_that_is_there(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      TestKey drop = invite(space, founder);
      try (TestClient joiner = joiner(server, drop)) {
        assertEquals(Reason.NOT_ALLOWED, joiner.reason(request(drop, space.founder, "I am you")));
      }
      founder.ask(Subscribed.class, new Subscribe(new EpochSlot()));
    }
  }

  @Test
  void declining_closes_the_waiting_mailbox(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      TestKey drop = invite(space, founder);
      InviteId id = InviteIds.of(drop.bytes());
      Device device = new Device();
      try (TestClient joiner = joiner(server, drop)) {
        joiner.ask(Done.class, request(drop, device, "please"));
        joiner.prove(KeyKind.OWNER, space.id, device.owner);
        space.commit(founder, new Draft(space, space.head).entry("declined").closeInvite(id));
        assertEquals(AccessEndedReason.MAILBOX_CLOSED, joiner.next(AccessEnded.class).reason());
      }
      try (TestClient back = server.connect()) {
        assertEquals(
            Reason.NOT_ALLOWED, back.reason(back.proof(KeyKind.OWNER, space.id, device.owner, 0)));
      }
    }
  }

  @Test
  void a_revoked_or_expired_invite_takes_nothing(TestServer.Running server) throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder();
        TestClient client = server.connect()) {
      TestKey revoked = invite(space, founder);
      space.commit(
          founder,
          new Draft(space, space.head).entry("r").closeInvite(InviteIds.of(revoked.bytes())));
      assertEquals(Reason.EXPIRED, client.reason(client.proof(KeyKind.DROP, null, revoked, 0)));
      TestKey brief = new TestKey();
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("i")
              .invite(brief, new TestKey(), TestSpace.expiry(1)));
      Thread.sleep(1_300);
      client.challenge();
      assertEquals(Reason.EXPIRED, client.reason(client.proof(KeyKind.DROP, null, brief, 0)));
    }
  }

  @Test
  void who_withdraws_leaves_the_invite_open(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      TestKey drop = invite(space, founder);
      Device device = new Device();
      try (TestClient joiner = joiner(server, drop)) {
        joiner.ask(Done.class, request(drop, device, "a"));
        joiner.prove(KeyKind.OWNER, space.id, device.owner);
        joiner.ask(Done.class, new WithdrawJoinRequest(TestSpace.writeId()));
      }
      try (TestClient again = joiner(server, drop)) {
        again.ask(Done.class, request(drop, new Device(), "b"));
      }
    }
  }

  @Test
  void stewards_of_another_space_close_nothing_here(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestSpace other = TestSpace.found(server);
    try (TestClient founder = space.asFounder();
        TestClient stranger = other.asFounder()) {
      InviteId id = InviteIds.of(invite(space, founder).bytes());
      assertEquals(
          Reason.NOT_ALLOWED,
          stranger.reason(new Draft(other, other.head).entry("x").closeInvite(id).build()));
      assertEquals(
          Reason.NOT_ALLOWED,
          stranger.reason(new Draft(other, other.head).entry("x").close(space.founder).build()));
      assertEquals(
          Reason.NOT_ALLOWED, stranger.reason(new Draft(space, space.head).entry("x").build()));
    }
  }
}
