package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.understory.wire.frame.CountPreKeys;
import org.understory.wire.frame.EpochSlot;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.Prove;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Who is let in, and who is not. */
@ExtendWith(TestServer.class)
class AccessTest {
  @Test
  void a_nonce_is_good_once(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient client = server.connect()) {
      Prove proof = client.proof(KeyKind.MEMBER, space.id, space.member, 0);
      client.ask(Proved.class, proof);
      assertEquals(Reason.EXPIRED, client.reason(proof));
    }
  }

  @Test
  void of_a_hundred_replays_at_once_at_most_one_succeeds(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient client = server.connect();
        TestClient other = server.connect()) {
      Prove proof = client.proof(KeyKind.MEMBER, space.id, space.member, 0);
      List<CompletableFuture<ServerFrame>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(other.send(proof));
        answers.add(client.send(proof));
      }
      long accepted =
          answers.stream().map(CompletableFuture::join).filter(Reply.class::isInstance).count();
      assertEquals(1, accepted);
    }
  }

  @Test
  void a_challenge_of_another_connection_is_refused(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient client = server.connect();
        TestClient other = server.connect()) {
      Prove foreign =
          TestClient.proof(
              KeyKind.MEMBER,
              space.id,
              space.member,
              0,
              client.greeting().origin(),
              other.nonce(),
              other.nonceExpiry());
      assertEquals(Reason.EXPIRED, client.reason(foreign));
    }
  }

  @Test
  void a_signature_for_another_origin_kind_space_expiry_or_counter_is_refused(
      TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestSpace second = TestSpace.found(server);
    try (TestClient client = server.connect()) {
      List<Prove> wrong = new ArrayList<>();
      String origin = client.greeting().origin();
      for (int i = 0; i < 5; i++) {
        client.challenge();
        byte[] nonce = client.nonce();
        long expiry = client.nonceExpiry();
        TestKey key = space.member;
        Prove right = TestClient.proof(KeyKind.MEMBER, space.id, key, 0, origin, nonce, expiry);
        wrong.add(
            switch (i) {
              case 0 ->
                  TestClient.proof(
                      KeyKind.MEMBER, space.id, key, 0, "https://evil.example", nonce, expiry);
              case 1 -> altered(right, KeyKind.STEWARD, space.id, 0);
              case 2 -> altered(right, KeyKind.MEMBER, second.id, 0);
              case 3 ->
                  TestClient.proof(KeyKind.MEMBER, space.id, key, 0, origin, nonce, expiry + 1);
              default ->
                  altered(
                      TestClient.proof(
                          KeyKind.OWNER, space.id, space.founder.owner, 0, origin, nonce, expiry),
                      KeyKind.OWNER,
                      space.id,
                      7);
            });
      }
      for (Prove proof : wrong) {
        assertEquals(Reason.NOT_ALLOWED, client.reason(proof));
      }
    }
  }

  private static Prove altered(Prove proof, KeyKind kind, SpaceId space, long counter) {
    return new Prove(kind, space, proof.publicKey(), proof.nonce(), proof.signature(), counter);
  }

  @Test
  void a_key_of_one_kind_is_none_of_another_and_no_such_space_looks_the_same(
      TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient client = server.connect()) {
      SpaceId nowhere = SpaceId.of(TestSpace.random(16));
      assertEquals(
          Reason.NOT_ALLOWED,
          client.reason(client.proof(KeyKind.STEWARD, space.id, space.member, 0)));
      client.challenge();
      assertEquals(
          Reason.NOT_ALLOWED,
          client.reason(client.proof(KeyKind.OWNER, space.id, space.steward, 0)));
      client.challenge();
      assertEquals(
          Reason.NOT_ALLOWED,
          client.reason(client.proof(KeyKind.MEMBER, nowhere, space.member, 0)));
      client.challenge();
      assertEquals(
          Reason.NOT_ALLOWED, client.reason(client.proof(KeyKind.DROP, null, space.member, 0)));
    }
  }

  @Test
  void a_members_key_commits_nothing(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder();
        TestClient member = space.as(space.admit(founder))) {
      assertEquals(
          Reason.NOT_ALLOWED,
          member.reason(new TestSpace.Draft(space, space.head).entry("mine now").build()));
      assertEquals(Reason.NOT_ALLOWED, member.reason(new Subscribe(new LogFrom(unknown(), 0))));
    }
    assertEquals(2, space.head);
  }

  private static LogId unknown() {
    return LogId.of(TestSpace.random(16));
  }

  @Test
  void a_post_with_the_last_epochs_key_is_refused_as_stale(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder();
        TestClient member = space.as(space.admit(founder))) {
      TestKey old = space.member;
      space.member = new TestKey();
      space.commit(
          founder, new TestSpace.Draft(space, space.head).entry("epoch").memberKey(space.member));
      assertEquals(Reason.STALE, member.reason(space.post("late")));
      assertEquals(Reason.STALE, member.reason(member.proof(KeyKind.MEMBER, space.id, old, 0)));
      assertEquals(
          Reason.NOT_ALLOWED,
          founder.reason(
              new TestSpace.Draft(space, space.head).entry("back").memberKey(old).build()),
          "no epoch goes back to a key of the past");
    }
  }

  @Test
  void posts_racing_with_a_change_of_epoch_are_all_before_it_or_refused(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder();
        TestClient member = space.as(space.admit(founder))) {
      List<CompletableFuture<ServerFrame>> posts = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        posts.add(member.send(space.post("post " + i)));
      }
      TestKey next = new TestKey();
      space.commit(founder, new TestSpace.Draft(space, space.head).entry("epoch").memberKey(next));
      long accepted =
          posts.stream().map(CompletableFuture::join).filter(Reply.class::isInstance).count();
      founder.ask(
          org.understory.wire.frame.Subscribed.class,
          new Subscribe(new LogFrom(LogId.ROSTER, space.head - 1)));
      var entry = founder.next(org.understory.wire.frame.LogEntries.class).entries().getFirst();
      long mark =
          entry.marks().stream()
              .filter(each -> each.log().equals(space.channel))
              .findFirst()
              .orElseThrow()
              .position();
      assertEquals(accepted, mark, "what was acknowledged lies before the mark, and nothing else");
    }
  }

  @Test
  void without_a_proof_nothing_is_answered(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient client = server.connect()) {
      assertEquals(Reason.NOT_ALLOWED, client.reason(space.post("hello")));
      assertEquals(Reason.NOT_ALLOWED, client.reason(new CountPreKeys()));
      assertEquals(Reason.NOT_ALLOWED, client.reason(new Subscribe(new EpochSlot())));
      assertEquals(Reason.NOT_ALLOWED, client.reason(new Subscribe(new LogFrom(space.channel, 0))));
    }
  }

  @Test
  void one_connection_stays_in_one_space(TestServer.Running server) {
    TestSpace first = TestSpace.found(server);
    TestSpace second = TestSpace.found(server);
    try (TestClient client = first.asFounder()) {
      assertEquals(
          Reason.NOT_ALLOWED,
          client.reason(client.proof(KeyKind.MEMBER, second.id, second.member, 0)));
    }
  }

  @Test
  void the_highest_store_counter_is_told_to_the_next_connection(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestKey owner = space.founder.owner;
    try (TestClient client = server.connect()) {
      assertEquals(0, client.prove(KeyKind.OWNER, space.id, owner, 5).previousCounter());
      assertEquals(5, client.prove(KeyKind.OWNER, space.id, owner, 3).previousCounter());
      assertEquals(5, client.prove(KeyKind.OWNER, space.id, owner, 6).previousCounter());
    }
  }

  @Test
  void too_many_proofs_are_slowed_down(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient client = server.connect()) {
      List<Reason> reasons = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        ServerFrame answer = client.call(client.proof(KeyKind.MEMBER, space.id, space.steward, 0));
        reasons.add(((org.understory.wire.frame.Refusal) answer).reason());
      }
      assertTrue(reasons.contains(Reason.RATE_LIMITED));
    }
  }
}
