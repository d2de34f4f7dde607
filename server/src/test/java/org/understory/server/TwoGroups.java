package org.understory.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.understory.server.TestSpace.Device;
import org.understory.verify.InviteIds;
import org.understory.wire.Statements;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.Deposited;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.MoveLogs;
import org.understory.wire.frame.OpenInvite;
import org.understory.wire.frame.OpenLink;
import org.understory.wire.frame.OpenLogs;
import org.understory.wire.frame.OpenMailbox;
import org.understory.wire.frame.PublishPreKeys;
import org.understory.wire.frame.PutLease;
import org.understory.wire.frame.RosterEntry;
import org.understory.wire.frame.Stage;
import org.understory.wire.frame.StewardSet;
import org.understory.wire.frame.SubmitJoinRequest;
import org.understory.wire.frame.SubmitRecovery;
import org.understory.wire.frame.TakePreKeys;
import org.understory.wire.frame.TakenPreKeys;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.StageId;

/**
 * A group that uses everything the server offers, with a person in it who may be in another group
 * as well. Bodies are sealed as a client seals them: with keys that the server never has.
 */
final class TwoGroups {
  static final List<String> WORDS =
      List.of("Aurelia-Planted", "treasurer-role", "vouch-I-know-her-well", "answer-three-goats");

  private static final byte[] NONE = new byte[0];

  private final TestServer.Running server;
  private final TestSpace space;
  private final Device person;

  private TwoGroups(TestServer.Running server, Device person) {
    this.server = server;
    this.space = TestSpace.unfounded(server);
    this.person = person;
  }

  /** Plays all of it; the space. */
  static TestSpace play(TestServer.Running server, Device person) {
    TwoGroups group = new TwoGroups(server, person);
    group.found();
    try (TestClient founder = group.space.asFounder()) {
      group.steward(founder);
      group.write(founder);
      group.ask(founder);
    }
    return group.space;
  }

  /** All planted words under a fresh key: 12 bytes of nonce, then the ciphertext. */
  static byte[] sealed() {
    try {
      byte[] nonce = TestSpace.random(12);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(TestSpace.random(32), "AES"),
          new GCMParameterSpec(128, nonce));
      byte[] text = String.join(" ", WORDS).getBytes(StandardCharsets.UTF_8);
      byte[] sealed = cipher.doFinal(text);
      byte[] all = java.util.Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void found() {
    StewardSet set =
        new StewardSet(1, List.of(space.steward.bytes()), 1, List.of(), new TestKey().bytes());
    Commit founding =
        commit(
            0,
            space.member.bytes(),
            set,
            List.of(),
            List.of(),
            List.of(
                new OpenMailbox(
                    space.founder.mailbox, space.founder.owner.bytes(), new TestKey().bytes())),
            List.of(),
            List.of(new LogKeys(space.channel, NONE, NONE)));
    try (TestClient client = server.connect()) {
      client.ask(Committed.class, new Found(server.ticket(), founding));
    }
    space.head = 1;
  }

  private Commit commit(
      long position,
      byte[] memberKey,
      @org.jspecify.annotations.Nullable StewardSet set,
      List<EpochPacket> packets,
      List<StageId> staged,
      List<OpenMailbox> open,
      List<OpenInvite> invites,
      List<LogKeys> logs) {
    return new Commit(
        TestSpace.writeId(),
        space.id,
        position,
        List.of(new RosterEntry(sealed(), sealed(), TestSpace.expiry(600))),
        memberKey,
        set,
        packets,
        staged,
        open,
        List.of(),
        invites,
        List.of(),
        logs,
        List.of());
  }

  /** Admits the person, with a new epoch, a sheet, and the stewards' log. */
  private void steward(TestClient founder) {
    StageId stage = StageId.of(TestSpace.random(16));
    EpochPacket packet = new EpochPacket(space.founder.mailbox, sealed());
    founder.ask(Done.class, new Stage(TestSpace.writeId(), stage, List.of(packet)));
    TestKey stewards = new TestKey();
    space.member = new TestKey();
    founder.ask(
        Committed.class,
        commit(
            1,
            space.member.bytes(),
            null,
            List.of(new EpochPacket(person.mailbox, sealed())),
            List.of(stage),
            List.of(new OpenMailbox(person.mailbox, person.owner.bytes(), new TestKey().bytes())),
            List.of(),
            List.of(new LogKeys(LogId.STEWARDS, stewards.bytes(), stewards.bytes(), true, false))));
    space.head = 2;
    founder.prove(KeyKind.MEMBER, space.id, space.member);
    founder.prove(KeyKind.LOG, space.id, stewards);
    founder.ask(Appended.class, append(LogId.STEWARDS));
    founder.ask(Done.class, new PutLease(TestSpace.writeId(), space.id, sealed()));
    // A stage that no commit has named yet.
    founder.ask(
        Done.class,
        new Stage(TestSpace.writeId(), StageId.of(TestSpace.random(16)), List.of(packet)));
  }

  private Append append(LogId log) {
    return new Append(TestSpace.writeId(), log, TestSpace.expiry(600), sealed());
  }

  /** What the person does as a member: posts, messages, prekeys, a compartment. */
  private void write(TestClient founder) {
    try (TestClient client = space.as(person)) {
      client.ask(Appended.class, append(space.channel));
      client.ask(Appended.class, append(LogId.PROPOSALS));
      client.ask(Appended.class, append(LogId.KNOCK));
      client.ask(Deposited.class, deposit(space.founder.mailbox));
      founder.ask(Deposited.class, deposit(person.mailbox));
      client.ask(
          Done.class,
          new PublishPreKeys(TestSpace.writeId(), sealed(), List.of(sealed(), sealed()), false));
      founder.ask(
          TakenPreKeys.class,
          new TakePreKeys(TestSpace.writeId(), space.id, List.of(person.mailbox)));
      TestKey key = new TestKey();
      LogId chain = LogId.of(TestSpace.random(16));
      LogId content = LogId.of(TestSpace.random(16));
      client.prove(KeyKind.LOG, space.id, key);
      client.ask(
          Done.class,
          new OpenLogs(
              TestSpace.writeId(),
              space.id,
              List.of(
                  new LogKeys(chain, key.bytes(), key.bytes(), true, true),
                  new LogKeys(content, key.bytes(), key.bytes(), true, false))));
      client.ask(
          Committed.class,
          new MoveLogs(
              TestSpace.writeId(), space.id, chain, 0, List.of(sealed(), sealed()), List.of()));
      client.ask(Appended.class, append(content));
    }
  }

  private Deposit deposit(MailboxId mailbox) {
    return new Deposit(
        TestSpace.writeId(),
        space.id,
        List.of(new DepositItem(mailbox, TestSpace.expiry(600), sealed())));
  }

  /** Who asks: a joiner at an invite, a device at a link, a sheet. */
  private void ask(TestClient founder) {
    TestKey invite = new TestKey();
    TestKey sheet = new TestKey();
    Device withSheet = new Device();
    founder.ask(
        Committed.class,
        commit(
            2,
            NONE,
            null,
            List.of(),
            List.of(),
            List.of(new OpenMailbox(withSheet.mailbox, withSheet.owner.bytes(), sheet.bytes())),
            List.of(
                new OpenInvite(
                    invite.bytes(), new TestKey().bytes(), TestSpace.expiry(600), sealed())),
            List.of()));
    space.head = 3;
    submit(invite);
    TestKey link = new TestKey();
    try (TestClient client = space.as(person)) {
      client.ask(
          Done.class,
          new OpenLink(TestSpace.writeId(), space.id, link.bytes(), TestSpace.expiry(600)));
    }
    submit(link);
    try (TestClient client = server.connect()) {
      Device back = new Device();
      client.prove(KeyKind.KNOCK, space.id, sheet);
      client.ask(
          Done.class,
          new SubmitRecovery(TestSpace.writeId(), back.mailbox, back.owner.bytes(), sealed()));
    }
  }

  private void submit(TestKey drop) {
    Device device = new Device();
    byte[] sealed = sealed();
    byte[] statement =
        Statements.joinRequest(
            InviteIds.of(drop.bytes()), device.mailbox, device.owner.bytes(), sealed);
    try (TestClient client = server.connect()) {
      client.prove(KeyKind.DROP, null, drop);
      client.ask(
          Done.class,
          new SubmitJoinRequest(
              TestSpace.writeId(),
              device.mailbox,
              device.owner.bytes(),
              sealed,
              drop.sign(statement)));
    }
  }
}
