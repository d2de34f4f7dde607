package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.server.TestLogs.follow;
import static org.understory.server.TestLogs.inside;
import static org.understory.server.TestLogs.move;
import static org.understory.server.TestLogs.next;
import static org.understory.server.TestLogs.post;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.understory.server.TestLogs.Pair;
import org.understory.server.TestSpace.Device;
import org.understory.server.TestSpace.Draft;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.AccessEndedReason;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.RequestBody;
import org.understory.wire.frame.Subscribed;

/** Who is let into logs that some members share among themselves. */
@ExtendWith(TestServer.class)
class GuardedAccessTest {
  /**
   * Whoever lacks the key, of the group or not, gets the same bytes for a log that is there and for
   * one that is not, whatever it asks.
   */
  @Test
  void without_the_key_no_answer_tells_whether_there_is_such_a_log(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    Pair there = new Pair();
    Pair absent = new Pair();
    try (TestClient founder = space.asFounder()) {
      Device keeper = space.admit(founder);
      try (TestClient client = inside(space, keeper, there.key)) {
        client.ask(Done.class, there.open(space));
        client.ask(Committed.class, move(space, there, 0, List.of(), "created"));
        client.ask(Appended.class, post(there.content, "secret"));
      }
      Device outsider = space.admit(founder);
      try (TestClient plain = space.as(outsider);
          TestClient withAnother = inside(space, outsider, new TestKey());
          TestClient owner = server.connect();
          TestClient nobody = server.connect()) {
        owner.prove(KeyKind.OWNER, space.id, outsider.owner);
        for (TestClient client : List.of(plain, withAnother, owner, nobody, founder)) {
          for (var asking : askings(space)) {
            assertArrayEquals(
                answer(client, asking.apply(absent)), answer(client, asking.apply(there)));
          }
        }
      }
    }
  }

  private static List<java.util.function.Function<Pair, RequestBody>> askings(TestSpace space) {
    TestKey key = new TestKey();
    return List.of(
        pair -> follow(pair.chain),
        pair -> follow(pair.content),
        pair -> post(pair.content, "x"),
        pair -> post(pair.chain, "x"),
        pair -> move(space, pair, 0, List.of(), "x"),
        pair -> move(space, pair, 1, List.of(), "x"),
        pair -> move(space, pair, 1, List.of(pair.chainKeys(key), pair.contentKeys(key)), "x"));
  }

  /** A refusal without its request's number. */
  private static byte[] answer(TestClient client, RequestBody body) {
    Refusal refusal = client.refused(body);
    return FrameCodec.encode(
        new Refusal(0, refusal.reason(), refusal.current(), refusal.retryAfter()));
  }

  @Test
  void the_key_counts_only_beside_the_current_member_key(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    Pair pair = new Pair();
    try (TestClient founder = space.asFounder()) {
      Device device = space.admit(founder);
      try (TestClient member = inside(space, device, pair.key)) {
        member.ask(Done.class, pair.open(space));
        member.ask(Subscribed.class, follow(pair.content));
        try (TestClient keyAlone = server.connect()) {
          keyAlone.prove(KeyKind.OWNER, space.id, device.owner);
          keyAlone.prove(KeyKind.LOG, space.id, pair.key);
          assertEquals(Reason.NOT_ALLOWED, keyAlone.reason(follow(pair.content)));
          assertEquals(Reason.NOT_ALLOWED, keyAlone.reason(post(pair.content, "x")));
          assertEquals(Reason.NOT_ALLOWED, keyAlone.reason(move(space, pair, 0, List.of(), "x")));
        }
        // The group's epoch moves: the compartment is closed to whoever was put out of the group.
        TestKey before = space.member;
        space.member = new TestKey();
        space.commit(
            founder, new Draft(space, space.head).entry("removed").memberKey(space.member));
        assertEquals(AccessEndedReason.EPOCH_MOVED, member.next(AccessEnded.class).reason());
        assertEquals(Reason.STALE, member.reason(follow(pair.content)));
        assertEquals(Reason.STALE, member.reason(post(pair.content, "x")));
        assertEquals(Reason.STALE, member.reason(move(space, pair, 0, List.of(), "x")));
        try (TestClient inside = inside(space, device, pair.key)) {
          inside.ask(Appended.class, post(pair.content, "after"));
        }
        assertTrue(member.isQuiet(300), "nothing comes any more");
        assertEquals(
            Reason.STALE, member.reason(member.proof(KeyKind.MEMBER, space.id, before, 0)));
      }
    }
  }

  @Test
  void who_is_put_out_is_sent_the_entry_that_says_so_and_nothing_after(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    Pair pair = new Pair();
    TestKey before = pair.key;
    TestKey after = new TestKey();
    try (TestClient founder = space.asFounder()) {
      Device keeper = space.admit(founder);
      Device removed = space.admit(founder);
      try (TestClient in = inside(space, keeper, before);
          TestClient out = inside(space, removed, before)) {
        in.ask(Done.class, pair.open(space));
        in.prove(KeyKind.LOG, space.id, after);
        for (TestClient client : List.of(in, out)) {
          client.ask(Subscribed.class, follow(pair.chain));
          client.ask(Subscribed.class, follow(pair.content));
        }
        in.ask(
            Committed.class,
            move(
                space,
                pair,
                0,
                List.of(pair.chainKeys(after), pair.contentKeys(after)),
                "removed",
                "epoch"));
        assertEquals(List.of("removed", "epoch"), next(out));
        AccessEnded first = out.next(AccessEnded.class);
        AccessEnded second = out.next(AccessEnded.class);
        assertEquals(AccessEndedReason.LOG_MOVED, first.reason());
        assertEquals(
            java.util.Set.of(pair.chain, pair.content),
            java.util.Set.copyOf(
                List.of(
                    java.util.Objects.requireNonNull(first.log()),
                    java.util.Objects.requireNonNull(second.log()))));
        in.ask(Appended.class, post(pair.content, "without them"));
        in.ask(Committed.class, move(space, pair, 2, List.of(), "more"));
        assertTrue(out.isQuiet(300));
        assertEquals(Reason.NOT_ALLOWED, out.reason(follow(pair.chain)));
        assertEquals(Reason.NOT_ALLOWED, out.reason(post(pair.content, "x")));
        assertEquals(Reason.NOT_ALLOWED, out.reason(move(space, pair, 3, List.of(), "x")));
        assertEquals(List.of("removed", "epoch"), next(in));
        assertEquals(List.of("without them"), next(in));
        assertEquals(List.of("more"), next(in));
      }
    }
  }

  @Test
  void a_proof_of_a_log_key_needs_its_signature_and_nothing_else(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      TestKey key = new TestKey();
      var good = founder.proof(KeyKind.LOG, space.id, key, 0);
      var bad =
          new org.understory.wire.frame.Prove(
              KeyKind.LOG, space.id, new TestKey().bytes(), good.nonce(), good.signature(), 0);
      assertEquals(Reason.NOT_ALLOWED, founder.reason(bad));
      founder.challenge();
      founder.prove(KeyKind.LOG, space.id, key);
    }
  }
}
