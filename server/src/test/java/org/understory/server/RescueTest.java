package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.understory.server.TestSpace.Device;
import org.understory.server.TestSpace.Draft;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.AccessEndedReason;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.DeleteSpace;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.JoinRequests;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.PutLease;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Stage;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.id.StageId;

/** When no steward is left. */
@ExtendWith(TestServer.class)
class RescueTest {
  private final TestKey rescue = new TestKey();
  private final TestKey fresh = new TestKey();

  private static final byte[] NONE = new byte[0];

  private TestSpace space(TestServer.Running server, TestKey... stewards) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      List<TestKey> all = new java.util.ArrayList<>(List.of(stewards));
      all.add(space.steward);
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("with a rescue key")
              .stewards(
                  TestSpace.set(
                      space, 2, all.size() > 2 ? 2 : 1, all, rescue.bytes(), space.steward)));
    }
    return space;
  }

  private TestClient rescuer(TestServer.Running server, TestSpace space) {
    TestClient client = server.connect();
    client.prove(KeyKind.STEWARD, space.id, rescue);
    return client;
  }

  @Test
  void the_rescue_key_replaces_the_whole_set_once(TestServer.Running server) {
    TestSpace space = space(server, new TestKey(), new TestKey());
    TestKey chosen = new TestKey();
    TestKey next = new TestKey();
    try (TestClient founder = space.asFounder();
        TestClient client = rescuer(server, space)) {
      space.member = new TestKey();
      Device device = new Device();
      StageId stage = StageId.of(TestSpace.random(16));
      client.ask(
          Done.class,
          new Stage(
              TestSpace.writeId(),
              stage,
              List.of(new EpochPacket(space.founder.mailbox, new byte[100]))));
      space.commit(
          client,
          new Draft(space, space.head)
              .entry("succession")
              .entry("epoch")
              .memberKey(space.member)
              .open(device)
              .staged(stage)
              .stewards(TestSpace.set(space, 3, 1, List.of(chosen), next.bytes(), rescue)));
      assertEquals(AccessEndedReason.STEWARD_CHANGED, client.next(AccessEnded.class).reason());
      assertEquals(AccessEndedReason.EPOCH_MOVED, founder.next(AccessEnded.class).reason());
      assertEquals(AccessEndedReason.STEWARD_CHANGED, founder.next(AccessEnded.class).reason());
      assertEquals(
          Reason.NOT_ALLOWED,
          client.reason(
              new Draft(space, space.head)
                  .entry("again")
                  .stewards(TestSpace.set(space, 4, 1, List.of(chosen), fresh.bytes(), rescue))
                  .build()));
      assertEquals(Reason.STALE, client.reason(client.proof(KeyKind.STEWARD, space.id, rescue, 0)));
    }
    try (TestClient steward = server.connect()) {
      steward.prove(KeyKind.STEWARD, space.id, chosen);
      space.commit(steward, new Draft(space, space.head).entry("by who was chosen"));
    }
  }

  @Test
  void the_rescue_key_does_nothing_else(TestServer.Running server) {
    TestSpace space = space(server);
    try (TestClient client = rescuer(server, space)) {
      assertEquals(
          Reason.NOT_ALLOWED,
          client.reason(new Draft(space, space.head).entry("without a set").build()));
      assertEquals(Reason.NOT_ALLOWED, client.reason(new Subscribe(new JoinRequests())));
      assertEquals(
          Reason.NOT_ALLOWED,
          client.reason(new PutLease(TestSpace.writeId(), space.id, new byte[10])));
      assertEquals(
          Reason.NOT_ALLOWED,
          client.reason(new DeleteSpace(TestSpace.writeId(), space.id, 2, List.of())));
    }
  }

  @Test
  void a_set_by_the_rescue_key_is_signed_by_it_alone_and_names_another(TestServer.Running server) {
    TestSpace space = space(server);
    TestKey stranger = new TestKey();
    List<TestKey> chosen = List.of(stranger);
    try (TestClient client = rescuer(server, space)) {
      for (var set :
          List.of(
              TestSpace.set(space, 3, 1, chosen, fresh.bytes()),
              TestSpace.set(space, 3, 1, chosen, fresh.bytes(), stranger),
              TestSpace.set(space, 3, 1, chosen, fresh.bytes(), rescue, rescue),
              TestSpace.set(space, 3, 1, chosen, rescue.bytes(), rescue),
              TestSpace.set(space, 3, 1, chosen, NONE, rescue))) {
        assertEquals(
            Reason.NOT_ALLOWED,
            client.reason(new Draft(space, space.head).entry("x").stewards(set).build()));
      }
      assertEquals(
          Reason.CONFLICT,
          client.reason(
              new Draft(space, space.head)
                  .entry("x")
                  .stewards(TestSpace.set(space, 4, 1, chosen, fresh.bytes(), rescue))
                  .build()));
      TestSpace elsewhere = TestSpace.found(server);
      assertEquals(
          Reason.NOT_ALLOWED,
          client.reason(
              new Draft(elsewhere, elsewhere.head)
                  .entry("x")
                  .stewards(TestSpace.set(elsewhere, 2, 1, chosen, fresh.bytes(), rescue))
                  .build()));
    }
  }

  @Test
  void a_steward_cannot_use_the_rescue_keys_signature_for_the_threshold(TestServer.Running server) {
    TestSpace space = space(server, new TestKey(), new TestKey());
    try (TestClient founder = space.asFounder()) {
      assertEquals(
          Reason.NOT_ALLOWED,
          founder.reason(
              new Draft(space, space.head)
                  .entry("x")
                  .stewards(
                      TestSpace.set(
                          space,
                          3,
                          1,
                          List.of(space.steward),
                          fresh.bytes(),
                          space.steward,
                          rescue))
                  .build()));
    }
  }

  @Test
  void a_rescue_key_that_stewards_replaced_is_stale(TestServer.Running server) {
    TestSpace space = space(server);
    try (TestClient client = rescuer(server, space);
        TestClient founder = space.asFounder()) {
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("dealt anew")
              .stewards(
                  TestSpace.set(
                      space, 3, 1, List.of(space.steward), fresh.bytes(), space.steward)));
      assertEquals(AccessEndedReason.STEWARD_CHANGED, client.next(AccessEnded.class).reason());
      assertEquals(Reason.STALE, client.reason(client.proof(KeyKind.STEWARD, space.id, rescue, 0)));
      founder.ask(Committed.class, new Draft(space, space.head).entry("goes on").build());
    }
  }

  @Test
  void the_rescue_key_is_part_of_what_stewards_sign(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      var signed =
          TestSpace.set(space, 2, 1, List.of(space.steward), rescue.bytes(), space.steward);
      var swapped =
          new org.understory.wire.frame.StewardSet(
              2, signed.keys(), 1, signed.signatures(), fresh.bytes());
      assertEquals(
          Reason.NOT_ALLOWED,
          founder.reason(new Draft(space, space.head).entry("x").stewards(swapped).build()));
    }
  }
}
