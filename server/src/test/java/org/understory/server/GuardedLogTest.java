package org.understory.server;

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
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.MoveLogs;
import org.understory.wire.frame.OpenLogs;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.LogId;

/** Logs that some members share among themselves. */
@ExtendWith(TestServer.class)
class GuardedLogTest {
  private static final byte[] NONE = new byte[0];

  @Test
  void who_has_the_key_opens_reads_writes_and_moves(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    Pair pair = new Pair();
    try (TestClient founder = space.asFounder()) {
      Device one = space.admit(founder);
      Device two = space.admit(founder);
      try (TestClient first = inside(space, one, pair.key);
          TestClient second = inside(space, two, pair.key)) {
        first.ask(Done.class, pair.open(space));
        assertEquals(
            0, first.ask(Committed.class, move(space, pair, 0, List.of(), "created")).position());
        assertEquals(1, second.ask(Subscribed.class, follow(pair.chain)).head());
        assertEquals(List.of("created"), next(second));
        second.ask(Subscribed.class, follow(pair.content));
        first.ask(Appended.class, post(pair.content, "hello"));
        assertEquals(List.of("hello"), next(second));
        first.ask(Committed.class, move(space, pair, 1, List.of(), "added", "epoch"));
        assertEquals(List.of("added", "epoch"), next(second));
      }
    }
  }

  @Test
  void two_who_move_at_once_are_told_apart_and_a_repeat_is_answered_as_before(
      TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    Pair pair = new Pair();
    try (TestClient founder = space.asFounder()) {
      Device device = space.admit(founder);
      try (TestClient member = inside(space, device, pair.key)) {
        OpenLogs open = pair.open(space);
        member.ask(Done.class, open);
        member.ask(Done.class, open);
        assertEquals(Reason.NOT_ALLOWED, member.reason(post(pair.chain, "beside the moves")));
        MoveLogs first = move(space, pair, 0, List.of(), "first");
        member.ask(Committed.class, first);
        Refusal late = member.refused(move(space, pair, 0, List.of(), "second"));
        assertEquals(Reason.CONFLICT, late.reason());
        assertEquals(1, late.current());
        assertEquals(0, member.ask(Committed.class, first).position());
        assertEquals(1, member.ask(Subscribed.class, follow(pair.chain)).head());
      }
    }
  }

  @Test
  void only_what_belongs_to_a_durable_log_is_moved_with_it(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    Pair own = new Pair();
    Pair others = new Pair();
    TestKey after = new TestKey();
    try (TestClient founder = space.asFounder()) {
      Device one = space.admit(founder);
      Device two = space.admit(founder);
      try (TestClient first = inside(space, one, own.key);
          TestClient second = inside(space, two, others.key)) {
        first.ask(Done.class, own.open(space));
        second.ask(Done.class, others.open(space));
        for (LogKeys stolen :
            List.of(
                others.contentKeys(after),
                new LogKeys(others.chain, after.bytes(), after.bytes(), true, false),
                new LogKeys(space.channel, after.bytes(), after.bytes(), true, false),
                new LogKeys(LogId.KNOCK, after.bytes(), after.bytes(), true, false))) {
          assertEquals(
              Reason.NOT_ALLOWED, first.reason(move(space, own, 0, List.of(stolen), "mine")));
        }
        assertEquals(0, first.ask(Subscribed.class, follow(own.chain)).head(), "whole or not");
        second.ask(Appended.class, post(others.content, "still here"));
      }
      // A steward's commit takes none of them over either.
      for (LogId log : List.of(own.chain, own.content)) {
        assertEquals(
            Reason.NOT_ALLOWED,
            founder.reason(
                new Draft(space, space.head)
                    .entry("x")
                    .keys(new LogKeys(log, after.bytes(), after.bytes(), true, false))
                    .build()));
      }
    }
  }

  @Test
  void what_is_opened_is_new_and_guarded_with_one_durable_log(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    byte[] key = new TestKey().bytes();
    LogId a = LogId.of(TestSpace.random(16));
    LogId b = LogId.of(TestSpace.random(16));
    List<List<LogKeys>> refused =
        List.of(
            List.of(new LogKeys(a, key, key, true, false)),
            List.of(new LogKeys(a, key, key, true, true), new LogKeys(b, key, key, true, true)),
            List.of(new LogKeys(a, key, key, true, true), new LogKeys(b, key, key, false, false)),
            List.of(new LogKeys(a, key, key, true, true), new LogKeys(b, key, NONE, true, false)),
            List.of(new LogKeys(a, NONE, key, true, true)),
            List.of(new LogKeys(a, key, key, true, true), new LogKeys(a, key, key, true, false)),
            List.of(new LogKeys(space.channel, key, key, true, true)),
            List.of(new LogKeys(LogId.STEWARDS, key, key, true, true)));
    try (TestClient founder = space.asFounder()) {
      Device device = space.admit(founder);
      try (TestClient member = space.as(device);
          TestClient owner = server.connect()) {
        for (List<LogKeys> logs : refused) {
          assertEquals(
              Reason.NOT_ALLOWED, member.reason(new OpenLogs(TestSpace.writeId(), space.id, logs)));
        }
        owner.prove(KeyKind.OWNER, space.id, device.owner);
        assertEquals(Reason.NOT_ALLOWED, owner.reason(new Pair().open(space)));
      }
    }
  }

  @Test
  void members_open_logs_at_a_measured_pace(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      for (int i = 0; i < 8; i++) {
        founder.ask(Done.class, new Pair().open(space));
      }
      assertEquals(Reason.RATE_LIMITED, founder.reason(new Pair().open(space)));
    }
  }

  @Test
  void content_of_guarded_logs_expires_and_what_is_durable_stays(TestServer.Running server)
      throws Exception {
    TestSpace space = TestSpace.found(server);
    Pair pair = new Pair();
    try (TestClient founder = space.asFounder()) {
      founder.prove(KeyKind.LOG, space.id, pair.key);
      founder.ask(Done.class, pair.open(space));
      founder.ask(Committed.class, move(space, pair, 0, List.of(), "created"));
      founder.ask(
          Appended.class,
          new Append(TestSpace.writeId(), pair.content, TestSpace.expiry(1), new byte[] {1}));
      assertEquals(
          Reason.EXPIRED,
          founder.reason(
              new Append(TestSpace.writeId(), pair.content, TestSpace.expiry(-5), new byte[1])));
      Thread.sleep(1_300);
      founder.ask(Subscribed.class, follow(pair.chain));
      assertEquals(List.of("created"), next(founder));
      founder.ask(Subscribed.class, follow(pair.content));
      assertTrue(founder.isQuiet(200));
    }
  }
}
