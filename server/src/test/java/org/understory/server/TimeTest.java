package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.understory.server.TestSpace.Device;
import org.understory.server.TestSpace.Draft;
import org.understory.wire.Statements;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.AccessEndedReason;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.CancelDeletion;
import org.understory.wire.frame.DeleteSpace;
import org.understory.wire.frame.DeletionScheduled;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.Deposited;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.ReplaceStewardKey;
import org.understory.wire.frame.StewardSet;
import org.understory.wire.frame.StewardSignature;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** What ends: content, items, stewards' terms, spaces. */
@ExtendWith(TestServer.class)
class TimeTest {
  private static void until(String what, java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(what);
  }

  /** Rows tell nothing of where they belong: other tests' have other ends. */
  private static String until(String table, long expiry) {
    return "SELECT count(*) FROM " + table + " WHERE expiry = " + expiry;
  }

  private static String keptOf(TestSpace space) {
    return "SELECT kept_entries FROM log WHERE id = '\\x" + space.channel.hex() + "'";
  }

  @Test
  void content_is_gone_from_the_tables_at_the_end_of_its_bucket(TestServer.Running server)
      throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      Append brief = space.post(TestSpace.writeId(), "brief", 2);
      founder.ask(Appended.class, brief);
      Append longer = space.post(TestSpace.writeId(), "longer", 61);
      founder.ask(Appended.class, longer);
      founder.ask(
          Deposited.class,
          new Deposit(
              TestSpace.writeId(),
              space.id,
              List.of(new DepositItem(space.founder.mailbox, brief.expiry(), new byte[100]))));
      assertEquals(1, server.count(until("log_entry", brief.expiry())));
      assertEquals(1, server.count(until("log_entry", longer.expiry())));
      assertEquals(1, server.count(until("mailbox_item", brief.expiry())));
      assertEquals(2, server.count(keptOf(space)));
      until("the entry goes", () -> server.count(until("log_entry", brief.expiry())) == 0);
      until("the item goes", () -> server.count(until("mailbox_item", brief.expiry())) == 0);
      assertEquals(1, server.count(until("log_entry", longer.expiry())));
      assertEquals(1, server.count(keptOf(space)));
      assertEquals(
          0,
          server.count(
              "SELECT waiting_bytes FROM mailbox WHERE id = '\\x"
                  + space.founder.mailbox.hex()
                  + "'"));
      founder.ask(Subscribed.class, new Subscribe(new LogFrom(space.channel, 0)));
      LogEntries left = founder.next(LogEntries.class);
      assertEquals(1, left.entries().size());
      assertEquals(1, left.entries().getFirst().position(), "positions never go back");
    }
  }

  @Test
  void an_expiry_in_the_past_or_beyond_the_cap_is_refused(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      assertEquals(Reason.EXPIRED, founder.reason(space.post(TestSpace.writeId(), "p", -1)));
      assertEquals(Reason.TOO_FAR, founder.reason(space.post(TestSpace.writeId(), "p", 700)));
      assertEquals(
          Reason.EXPIRED,
          founder.reason(
              new Deposit(
                  TestSpace.writeId(),
                  space.id,
                  List.of(
                      new DepositItem(space.founder.mailbox, TestSpace.expiry(-5), new byte[1])))));
    }
  }

  @Test
  void a_repeat_after_its_expiry_still_gets_the_first_answer(TestServer.Running server)
      throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      Append post = space.post(TestSpace.writeId(), "brief", 1);
      assertEquals(0, founder.ask(Appended.class, post).position());
      Thread.sleep(1_200);
      assertEquals(0, founder.ask(Appended.class, post).position());
    }
  }

  @Test
  void items_are_blanked_when_their_time_comes_or_a_commit_says_so(TestServer.Running server)
      throws Exception {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      space.commit(
          founder,
          new Draft(space, 1)
              .entry("a", "for a moment", TestSpace.expiry(1))
              .entry("b", "until blanked", 0)
              .entry("c", "for good", 0));
      space.commit(founder, new Draft(space, 4).entry("d").blank(2));
      String items =
          "SELECT count(*) FROM roster_entry WHERE item IS NOT NULL AND space = '\\x"
              + space.id.hex()
              + "'";
      until("the item goes", () -> server.count(items) == 1);
      founder.ask(Subscribed.class, new Subscribe(new LogFrom(LogId.ROSTER, 1)));
      List<Integer> lengths = new ArrayList<>();
      founder.next(LogEntries.class).entries().forEach(e -> lengths.add(e.item().length));
      assertEquals(List.of(0, 0, 8, 0), lengths);
    }
  }

  private static StewardSignature signed(TestKey key, byte[] statement) {
    return new StewardSignature(key.bytes(), key.sign(statement));
  }

  private static DeleteSpace deletion(SpaceId space, long version, TestKey... signers) {
    byte[] statement = Statements.deleteSpace(space, version);
    List<StewardSignature> signatures = new ArrayList<>();
    for (TestKey signer : signers) {
      signatures.add(signed(signer, statement));
    }
    return new DeleteSpace(TestSpace.writeId(), space, version, signatures);
  }

  @Test
  void a_sole_steward_deletes_the_space_and_nothing_of_it_is_left(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder();
        TestClient member = space.as(space.admit(founder))) {
      Append post = space.post(TestSpace.writeId(), "p", 67);
      founder.ask(Appended.class, post);
      assertEquals(1, server.count(until("log_entry", post.expiry())));
      assertEquals(Reason.NOT_ALLOWED, founder.reason(deletion(space.id, 1, space.member)));
      assertEquals(Reason.CONFLICT, founder.reason(deletion(space.id, 2, space.steward)));
      assertEquals(
          0, founder.ask(DeletionScheduled.class, deletion(space.id, 1, space.steward)).at());
      assertEquals(AccessEndedReason.SPACE_DELETED, member.next(AccessEnded.class).reason());
      assertEquals(Reason.NOT_ALLOWED, member.reason(space.post("p")));
      String hex = "'\\x" + space.id.hex() + "'";
      assertEquals(
          0,
          server.count(
              "SELECT (SELECT count(*) FROM space WHERE id = "
                  + hex
                  + ") + (SELECT count(*) FROM log WHERE space = "
                  + hex
                  + ") + (SELECT count(*) FROM mailbox WHERE space = "
                  + hex
                  + ") + (SELECT count(*) FROM roster_entry WHERE space = "
                  + hex
                  + ")"));
      assertEquals(0, server.count(until("log_entry", post.expiry())));
    }
    try (TestClient late = server.connect()) {
      assertEquals(
          Reason.NOT_ALLOWED, late.reason(late.proof(KeyKind.MEMBER, space.id, space.member, 0)));
    }
  }

  private static StewardSet set(
      TestSpace space, long version, int threshold, List<TestKey> keys, TestKey... signers) {
    List<byte[]> bytes =
        keys.stream().map(TestKey::bytes).sorted(java.util.Arrays::compareUnsigned).toList();
    byte[] statement = Statements.stewardSet(space.id, version, bytes, threshold, new byte[0]);
    List<StewardSignature> signatures = new ArrayList<>();
    for (TestKey signer : signers) {
      signatures.add(signed(signer, statement));
    }
    return new StewardSet(version, bytes, threshold, signatures);
  }

  @Test
  void with_more_stewards_a_deletion_waits_and_can_be_taken_back(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestKey second = new TestKey();
    TestKey third = new TestKey();
    List<TestKey> three = List.of(space.steward, second, third);
    try (TestClient founder = space.asFounder()) {
      assertEquals(
          Reason.NOT_ALLOWED,
          founder.reason(
              new Draft(space, 1).entry("s").stewards(set(space, 2, 2, three, second)).build()));
      space.commit(
          founder, new Draft(space, 1).entry("s").stewards(set(space, 2, 2, three, space.steward)));
      assertEquals(
          Reason.NOT_ALLOWED,
          founder.reason(deletion(space.id, 2, space.steward, space.steward)),
          "one steward twice is one steward");
      long at =
          founder.ask(DeletionScheduled.class, deletion(space.id, 2, space.steward, third)).at();
      assertTrue(at >= TestSpace.expiry(7 * 86_400 - 5));
      byte[] statement = Statements.cancelDeletion(space.id, 2);
      founder.ask(
          Done.class,
          new CancelDeletion(
              TestSpace.writeId(),
              space.id,
              2,
              List.of(signed(second, statement), signed(third, statement))));
      assertEquals(
          0,
          server.count(
              "SELECT count(*) FROM space WHERE delete_after IS NOT NULL AND id = '\\x"
                  + space.id.hex()
                  + "'"));
      // Two of three put the first one out.
      space.commit(
          founder,
          new Draft(space, space.head)
              .entry("out")
              .stewards(set(space, 3, 1, List.of(second, third), second, third)));
      assertEquals(AccessEndedReason.STEWARD_CHANGED, founder.next(AccessEnded.class).reason());
      assertEquals(
          Reason.NOT_ALLOWED, founder.reason(new Draft(space, space.head).entry("x").build()));
      assertEquals(
          Reason.STALE, founder.reason(founder.proof(KeyKind.STEWARD, space.id, space.steward, 0)));
    }
  }

  @Test
  void a_steward_replaces_its_own_key_and_nobody_elses(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    TestKey next = new TestKey();
    try (TestClient founder = space.asFounder()) {
      byte[] statement = Statements.stewardKey(space.id, 2, space.steward.bytes(), next.bytes());
      assertEquals(
          Reason.NOT_ALLOWED,
          founder.reason(
              new ReplaceStewardKey(
                  TestSpace.writeId(),
                  space.id,
                  space.steward.bytes(),
                  next.bytes(),
                  2,
                  next.sign(statement))));
      founder.ask(
          Done.class,
          new ReplaceStewardKey(
              TestSpace.writeId(),
              space.id,
              space.steward.bytes(),
              next.bytes(),
              2,
              space.steward.sign(statement)));
      space.commit(founder, new Draft(space, 1).entry("by the new key"));
      founder.prove(KeyKind.STEWARD, space.id, next);
    }
    try (TestClient late = server.connect()) {
      assertEquals(
          Reason.STALE, late.reason(late.proof(KeyKind.STEWARD, space.id, space.steward, 0)));
    }
  }

  @Test
  void a_closed_mailbox_takes_nothing_and_can_be_opened_again(TestServer.Running server) {
    TestSpace space = TestSpace.found(server);
    try (TestClient founder = space.asFounder()) {
      Device device = space.admit(founder);
      space.commit(founder, new Draft(space, space.head).entry("closed").close(device));
      Deposit deposit =
          new Deposit(
              TestSpace.writeId(),
              space.id,
              List.of(new DepositItem(device.mailbox, TestSpace.expiry(60), new byte[1])));
      assertEquals(List.of(0), founder.ask(Deposited.class, deposit).refused());
      space.commit(founder, new Draft(space, space.head).entry("again").open(device));
      Deposit second = new Deposit(TestSpace.writeId(), space.id, deposit.items());
      assertEquals(List.of(), founder.ask(Deposited.class, second).refused());
    }
  }
}
