package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.understory.server.TestLogs.follow;
import static org.understory.server.TestLogs.inside;
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
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.LogId;
import org.understory.wire.id.WriteId;

/** Logs whose keys commits set: the stewards' own, and those in which few write. */
@ExtendWith(TestServer.class)
class KeyedLogTest {
  private static final byte[] NONE = new byte[0];

  @Test
  void no_mark_of_a_commit_tells_of_a_log_that_not_everybody_reads(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    Pair pair = new Pair();
    TestKey stewards = new TestKey();
    try (TestClient founder = space.asFounder()) {
      founder.prove(KeyKind.LOG, space.id, pair.key);
      founder.ask(Done.class, pair.open(space));
      founder.ask(Appended.class, post(pair.content, "secret"));
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("a log of the stewards")
              .keys(new LogKeys(LogId.STEWARDS, stewards.bytes(), stewards.bytes())));
      founder.ask(Subscribed.class, new Subscribe(new LogFrom(LogId.ROSTER, space.head)));
      space.commit(founder, new Draft(space, space.head).entry("the same epoch"));
      assertMarks(founder, space);
      space.member = new TestKey();
      space.commit(founder, new Draft(space, space.head).entry("next").memberKey(space.member));
      assertMarks(founder, space);
    }
  }

  private static void assertMarks(TestClient founder, TestSpace space) {
    LogEntry entry = founder.next(LogEntries.class).entries().getLast();
    assertEquals(
        java.util.Set.of(LogId.KNOCK, LogId.PROPOSALS, space.channel),
        entry.marks().stream()
            .map(mark -> mark.log())
            .collect(java.util.stream.Collectors.toSet()));
  }

  @Test
  void the_stewards_log_is_read_and_written_with_its_keys_alone(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestKey read = new TestKey();
    TestKey post = new TestKey();
    TestKey next = new TestKey();
    try (TestClient founder = space.asFounder()) {
      Device device = space.admit(founder);
      assertEquals(Reason.NOT_ALLOWED, founder.reason(follow(LogId.STEWARDS)));
      assertEquals(
          Reason.NOT_ALLOWED,
          founder.reason(
              new Draft(space, space.head)
                  .entry("for everybody")
                  .keys(new LogKeys(LogId.STEWARDS, NONE, NONE))
                  .build()));
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("for stewards")
              .keys(new LogKeys(LogId.STEWARDS, read.bytes(), post.bytes(), true, false)));
      try (TestClient member = space.as(device)) {
        assertEquals(Reason.NOT_ALLOWED, member.reason(follow(LogId.STEWARDS)));
        assertEquals(Reason.NOT_ALLOWED, member.reason(post(LogId.STEWARDS, "x")));
        assertEquals(Reason.NOT_ALLOWED, founder.reason(follow(LogId.STEWARDS)));
        founder.prove(KeyKind.LOG, space.id, read);
        founder.ask(Subscribed.class, follow(LogId.STEWARDS));
        assertEquals(Reason.NOT_ALLOWED, founder.reason(post(LogId.STEWARDS, "x")));
        founder.prove(KeyKind.LOG, space.id, post);
        founder.ask(Appended.class, post(LogId.STEWARDS, "a box"));
        assertEquals(List.of("a box"), next(founder));
      }
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("a steward went")
              .keys(new LogKeys(LogId.STEWARDS, next.bytes(), next.bytes(), true, false)));
      AccessEnded ended = founder.next(AccessEnded.class);
      assertEquals(AccessEndedReason.LOG_MOVED, ended.reason());
      assertEquals(LogId.STEWARDS, ended.log());
      assertEquals(Reason.NOT_ALLOWED, founder.reason(post(LogId.STEWARDS, "x")));
      assertEquals(Reason.NOT_ALLOWED, founder.reason(follow(LogId.STEWARDS)));
    }
  }

  @Test
  void in_an_announcement_channel_everybody_reads_and_who_has_the_key_writes(
      TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    LogId news = LogId.of(TestSpace.random(16));
    TestKey posters = new TestKey();
    TestKey next = new TestKey();
    try (TestClient founder = space.asFounder()) {
      Device reader = space.admit(founder);
      Device writer = space.admit(founder);
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("news")
              .keys(new LogKeys(news, NONE, posters.bytes(), true, false)));
      try (TestClient reading = space.as(reader);
          TestClient writing = inside(space, writer, posters);
          TestClient keyAlone = server.connect()) {
        reading.ask(Subscribed.class, follow(news));
        assertEquals(Reason.NOT_ALLOWED, reading.reason(post(news, "x")));
        keyAlone.prove(KeyKind.OWNER, space.id, writer.owner);
        keyAlone.prove(KeyKind.LOG, space.id, posters);
        assertEquals(Reason.NOT_ALLOWED, keyAlone.reason(post(news, "x")));
        WriteId id = TestSpace.writeId();
        Append first = new Append(id, news, TestSpace.expiry(60), new byte[] {'n'});
        assertEquals(0, writing.ask(Appended.class, first).position());
        assertEquals(List.of("n"), next(reading));
        space.commit(
            founder,
            new Draft(space, space.head)
                .entry("other posters")
                .keys(new LogKeys(news, NONE, next.bytes(), true, false)));
        assertEquals(Reason.NOT_ALLOWED, writing.reason(post(news, "x")));
        assertEquals(0, writing.ask(Appended.class, first).position(), "a repeat is answered");
        founder.prove(KeyKind.LOG, space.id, next);
        founder.ask(Appended.class, post(news, "by another"));
        assertEquals(List.of("by another"), next(reading), "readers stay");
      }
    }
  }
}
