package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.understory.server.TestSpace.Device;
import org.understory.server.TestSpace.Draft;
import org.understory.wire.Statements;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LeaseSlots;
import org.understory.wire.frame.Leases;
import org.understory.wire.frame.PutLease;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.ReplaceStewardKey;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.WriteId;

/** Lease slots. */
@ExtendWith(TestServer.class)
class LeaseTest {
  private static PutLease lease(TestSpace space, String text) {
    return lease(space, TestSpace.writeId(), text);
  }

  private static PutLease lease(TestSpace space, WriteId id, String text) {
    return new PutLease(id, space.id, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> next(TestClient client) {
    return client.next(Leases.class).bodies().stream()
        .map(body -> new String(body, StandardCharsets.UTF_8))
        .toList();
  }

  private static void follow(TestClient client) {
    client.ask(Subscribed.class, new Subscribe(new LeaseSlots()));
  }

  @Test
  void a_lease_reaches_every_member_at_once_and_overwrites_the_one_before(
      TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      Device device = space.admit(founder);
      try (TestClient member = space.as(device)) {
        follow(member);
        assertEquals(List.of(), next(member));
        founder.ask(Done.class, lease(space, "first"));
        assertEquals(List.of("first"), next(member));
        founder.ask(Done.class, lease(space, "second"));
        assertEquals(List.of("second"), next(member));
      }
      try (TestClient late = server.connect()) {
        late.prove(KeyKind.OWNER, space.id, device.owner);
        follow(late);
        assertEquals(List.of("second"), next(late), "an owner key alone reads them as well");
      }
    }
    assertEquals(
        1,
        server.count(
            "SELECT count(*) FROM steward_key WHERE lease IS NOT NULL AND space = '\\x"
                + space.id.hex()
                + "'"),
        "no history");
  }

  @Test
  void who_did_not_prove_a_steward_key_of_this_space_writes_no_lease(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestSpace other = TestSpace.found(server);
    try (TestClient founder = space.asFounder();
        TestClient stranger = other.asFounder();
        TestClient nobody = server.connect()) {
      Device device = space.admit(founder);
      try (TestClient member = space.as(device)) {
        assertEquals(Reason.NOT_ALLOWED, member.reason(lease(space, "m")));
      }
      assertEquals(Reason.NOT_ALLOWED, stranger.reason(lease(space, "s")));
      assertEquals(Reason.NOT_ALLOWED, nobody.reason(lease(space, "n")));
      assertEquals(Reason.NOT_ALLOWED, nobody.reason(new Subscribe(new LeaseSlots())));
      follow(founder);
      assertEquals(List.of(), next(founder));
    }
  }

  @Test
  void a_repeated_lease_changes_nothing_any_more(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      PutLease first = lease(space, "first");
      founder.ask(Done.class, first);
      founder.ask(Done.class, lease(space, "second"));
      founder.ask(Done.class, first);
      founder.ask(Done.class, lease(space, first.writeId(), "under the same id"));
      follow(founder);
      assertEquals(List.of("second"), next(founder));
    }
  }

  @Test
  void a_lease_goes_with_its_steward_key(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestKey second = new TestKey();
    try (TestClient founder = space.asFounder();
        TestClient other = space.asFounder()) {
      founder.ask(Done.class, lease(space, "of the founder"));
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("two stewards")
              .stewards(
                  TestSpace.set(
                      space, 2, 1, List.of(space.steward, second), new byte[0], space.steward)));
      other.prove(KeyKind.STEWARD, space.id, second);
      other.ask(Done.class, lease(space, "of the second"));
      follow(founder);
      assertEquals(2, next(founder).size());
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("one steward")
              .stewards(
                  TestSpace.set(space, 3, 1, List.of(space.steward), new byte[0], space.steward)));
      other.next(AccessEnded.class);
      assertEquals(List.of("of the founder"), next(founder));
      assertEquals(Reason.NOT_ALLOWED, other.reason(lease(space, "too late")));
      TestKey fresh = new TestKey();
      byte[] statement = Statements.stewardKey(space.id, 4, space.steward.bytes(), fresh.bytes());
      founder.ask(
          Done.class,
          new ReplaceStewardKey(
              TestSpace.writeId(),
              space.id,
              space.steward.bytes(),
              fresh.bytes(),
              4,
              space.steward.sign(statement)));
      assertEquals(List.of(), next(founder));
    }
  }

  @Test
  void who_is_not_inside_any_more_or_not_yet_reads_no_lease(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      Device device = space.admit(founder);
      founder.ask(Done.class, lease(space, "before"));
      try (TestClient member = space.as(device)) {
        follow(member);
        assertEquals(List.of("before"), next(member));
        space.member = new TestKey();
        space.commit(
            founder,
            new Draft(space, space.head).entry("removed").close(device).memberKey(space.member));
        member.next(AccessEnded.class);
        member.next(AccessEnded.class);
        founder.ask(Done.class, lease(space, "after"));
        assertTrue(member.isQuiet(300));
        assertEquals(Reason.NOT_ALLOWED, member.reason(new Subscribe(new LeaseSlots())));
      }
    }
  }

  @Test
  void leases_are_limited_for_each_steward_key(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      for (int i = 0; i < 120; i++) {
        founder.ask(Done.class, lease(space, "lease " + i));
      }
      assertEquals(Reason.RATE_LIMITED, founder.reason(lease(space, "one too many")));
    }
  }
}
