package org.understory.server;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Sources;
import org.understory.wire.Statements;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.OpenInvite;
import org.understory.wire.frame.OpenMailbox;
import org.understory.wire.frame.RosterEntry;
import org.understory.wire.frame.StewardSet;
import org.understory.wire.frame.StewardSignature;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.StageId;
import org.understory.wire.id.WriteId;

/** A space with its keys, as its founder knows them. */
final class TestSpace {
  static final byte[] NONE = new byte[0];

  private final TestServer.@Nullable Running server;
  final SpaceId id = SpaceId.of(random(16));
  final TestKey steward = new TestKey();
  final Device founder = new Device();
  final LogId channel = LogId.of(random(16));
  TestKey member = new TestKey();
  long head;

  /** A device's keys and mailbox. */
  static final class Device {
    final TestKey owner = new TestKey();
    final MailboxId mailbox = MailboxId.of(random(16));
  }

  private TestSpace(TestServer.@Nullable Running server) {
    this.server = server;
  }

  /** A space on a server that the test connects to by itself. */
  static TestSpace detached() {
    return new TestSpace(null);
  }

  private TestServer.Running server() {
    TestServer.Running running = server;
    if (running == null) {
      throw new AssertionError("a detached space has no server");
    }
    return running;
  }

  /** Founds a space with one channel. */
  static TestSpace found(TestServer.Running server) {
    TestSpace space = new TestSpace(server);
    try (TestClient client = server.connect()) {
      client.ask(Committed.class, new Found(server.ticket(), space.founding()));
    }
    space.head = 1;
    return space;
  }

  static TestSpace unfounded(TestServer.Running server) {
    return new TestSpace(server);
  }

  Commit founding() {
    return new Draft(this, 0)
        .entry("created")
        .memberKey(member)
        .stewards(new StewardSet(1, List.of(steward.bytes()), 1, List.of()))
        .open(founder)
        .channel(channel)
        .build();
  }

  /** A connection that proved what the founder holds. */
  TestClient asFounder() {
    TestClient client = server().connect();
    client.prove(KeyKind.OWNER, id, founder.owner);
    client.prove(KeyKind.STEWARD, id, steward);
    client.prove(KeyKind.MEMBER, id, member);
    return client;
  }

  /** A connection of a member that is no steward. */
  TestClient as(Device device) {
    TestClient client = server().connect();
    client.prove(KeyKind.OWNER, id, device.owner);
    client.prove(KeyKind.MEMBER, id, member);
    return client;
  }

  /** Lets a device in. */
  Device admit(TestClient steward) {
    Device device = new Device();
    commit(steward, new Draft(this, head).entry("admitted").open(device));
    return device;
  }

  /** Commits and follows the head. */
  void commit(TestClient client, Draft draft) {
    Commit commit = draft.build();
    client.ask(Committed.class, commit);
    head += commit.entries().size();
  }

  Append post(String text) {
    return post(WriteId.of(random(16)), text, 60);
  }

  Append post(WriteId writeId, String text, long seconds) {
    return new Append(writeId, channel, expiry(seconds), text.getBytes(StandardCharsets.UTF_8));
  }

  static long expiry(long seconds) {
    return Sources.system().nowSeconds() + seconds;
  }

  static WriteId writeId() {
    return WriteId.of(random(16));
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** A set of stewards, signed by whoever signs. */
  static StewardSet set(
      TestSpace space,
      long version,
      int threshold,
      List<TestKey> keys,
      byte[] rescueKey,
      TestKey... signers) {
    List<byte[]> bytes = keys.stream().map(TestKey::bytes).sorted(Arrays::compareUnsigned).toList();
    byte[] statement = Statements.stewardSet(space.id, version, bytes, threshold, rescueKey);
    List<StewardSignature> signatures = new ArrayList<>();
    for (TestKey signer : signers) {
      signatures.add(new StewardSignature(signer.bytes(), signer.sign(statement)));
    }
    return new StewardSet(version, bytes, threshold, signatures, rescueKey);
  }

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A commit in the making. */
  static final class Draft {
    private final TestSpace space;
    private final long expected;
    private WriteId writeId = TestSpace.writeId();
    private final List<RosterEntry> entries = new ArrayList<>();
    private byte[] memberKey = NONE;
    private @Nullable StewardSet stewards;
    private final List<EpochPacket> packets = new ArrayList<>();
    private final List<StageId> staged = new ArrayList<>();
    private final List<OpenMailbox> open = new ArrayList<>();
    private final List<MailboxId> close = new ArrayList<>();
    private final List<OpenInvite> invites = new ArrayList<>();
    private final List<InviteId> closedInvites = new ArrayList<>();
    private final List<LogKeys> logs = new ArrayList<>();
    private final List<Long> blank = new ArrayList<>();
    private final List<MailboxId> endedKnockKeys = new ArrayList<>();

    Draft(TestSpace space, long expected) {
      this.space = space;
      this.expected = expected;
    }

    Draft writeId(WriteId id) {
      writeId = id;
      return this;
    }

    Draft entry(String text) {
      return entry(text, "", 0);
    }

    Draft entry(String text, String item, long itemExpiry) {
      entries.add(
          new RosterEntry(
              text.getBytes(StandardCharsets.UTF_8),
              item.getBytes(StandardCharsets.UTF_8),
              itemExpiry));
      return this;
    }

    Draft memberKey(TestKey key) {
      memberKey = key.bytes();
      return this;
    }

    Draft stewards(StewardSet set) {
      stewards = set;
      return this;
    }

    Draft packet(MailboxId mailbox, String text) {
      packets.add(new EpochPacket(mailbox, text.getBytes(StandardCharsets.UTF_8)));
      return this;
    }

    Draft staged(StageId stage) {
      staged.add(stage);
      return this;
    }

    Draft open(Device device) {
      open.add(new OpenMailbox(device.mailbox, device.owner.bytes()));
      return this;
    }

    Draft open(Device device, TestKey knock) {
      open.add(new OpenMailbox(device.mailbox, device.owner.bytes(), knock.bytes()));
      return this;
    }

    Draft endKnockKey(Device device) {
      endedKnockKeys.add(device.mailbox);
      return this;
    }

    Draft close(Device device) {
      close.add(device.mailbox);
      return this;
    }

    Draft invite(TestKey drop, TestKey requestKey, long notAfter) {
      invites.add(new OpenInvite(drop.bytes(), requestKey.bytes(), notAfter));
      return this;
    }

    Draft invite(TestKey drop, TestKey requestKey, long notAfter, byte[] sheet) {
      invites.add(new OpenInvite(drop.bytes(), requestKey.bytes(), notAfter, sheet));
      return this;
    }

    Draft closeInvite(InviteId invite) {
      closedInvites.add(invite);
      return this;
    }

    Draft channel(LogId log) {
      logs.add(new LogKeys(log, NONE, NONE));
      return this;
    }

    Draft keys(LogKeys keys) {
      logs.add(keys);
      return this;
    }

    Draft blank(long position) {
      blank.add(position);
      return this;
    }

    Commit build() {
      return new Commit(
          writeId,
          space.id,
          expected,
          entries,
          memberKey,
          stewards,
          packets,
          staged,
          open,
          close,
          invites,
          closedInvites,
          logs,
          blank,
          endedKnockKeys);
    }
  }
}
