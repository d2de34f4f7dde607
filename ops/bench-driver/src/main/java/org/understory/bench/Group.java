package org.understory.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.JoinRequests;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.OpenInvite;
import org.understory.wire.frame.OpenMailbox;
import org.understory.wire.frame.RosterEntry;
import org.understory.wire.frame.StewardSet;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.StageId;
import org.understory.wire.id.WriteId;

/**
 * A group with its devices, and its one steward's connection. Entries are random bytes of the
 * lengths that sealed entries have.
 */
final class Group {
  static final byte[] NONE = {};
  static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Mailboxes that one commit opens. */
  private static final int OPENED = 16;

  /** A device's mailbox and the key of its owner. */
  record Device(MailboxId mailbox, Ed25519Key owner) {
    static Device fresh() {
      return new Device(MailboxId.of(Chance.bytes(16)), new Ed25519Key());
    }
  }

  final SpaceId space = SpaceId.of(Chance.bytes(16));
  final LogId channel = LogId.of(Chance.bytes(16));
  final List<Device> devices = new ArrayList<>();
  final Ed25519Key stewardKey = new Ed25519Key();
  final int port;
  Ed25519Key memberKey = new Ed25519Key();
  long position;
  private final Member steward;

  private Group(int port) {
    this.port = port;
    this.steward = new Member((bytes, start, end) -> {});
  }

  /**
   * Founds a group with a channel and as many devices, each with an ADD and an EPOCH in the roster.
   *
   * @param postKey of the channel; empty: members
   */
  static Group found(Reactor reactor, int port, String ticket, int devices, byte[] postKey)
      throws IOException {
    Group group = new Group(port);
    group.devices.add(Device.fresh());
    boolean[] done = new boolean[1];
    group
        .steward
        .request(new Found(Base64.getUrlDecoder().decode(ticket), group.founding(postKey)))
        .prove(KeyKind.STEWARD, group.space, group.stewardKey, 0)
        .prove(KeyKind.MEMBER, group.space, group.memberKey, 0)
        .request(new Subscribe(new JoinRequests()))
        .then(() -> done[0] = true);
    reactor.connect(port, UnderstoryPeer.SOCKET, "", group.steward);
    reactor.until(() -> done[0], PATIENCE, "the founding of a space");
    group.position = 1;
    while (group.devices.size() < devices) {
      group.admit(reactor, Math.min(OPENED, devices - group.devices.size()));
    }
    return group;
  }

  private Commit founding(byte[] postKey) {
    return new Draft(this)
        .entry(addition())
        .stewards(new StewardSet(1, List.of(stewardKey.publicKey()), 1, List.of()))
        .memberKey(memberKey.publicKey())
        .open(devices.getFirst())
        .keys(new LogKeys(channel, NONE, postKey, postKey.length > 0, false))
        .build();
  }

  private void admit(Reactor reactor, int count) throws IOException {
    Draft draft = new Draft(this);
    for (int i = 0; i < count; i++) {
      Device device = Device.fresh();
      devices.add(device);
      draft.entry(addition()).entry(epoch()).open(device);
    }
    boolean[] done = new boolean[1];
    commit(draft, () -> done[0] = true);
    reactor.until(() -> done[0], PATIENCE, "a commit");
  }

  /** The steward's connection. */
  Member steward() {
    return steward;
  }

  /** Commits, and follows the length of the roster. */
  void commit(Draft draft, Runnable done) throws IOException {
    Commit commit = draft.build();
    position += commit.entries().size();
    steward.ask(commit, answer -> done.run());
  }

  /** An ADD, with the item that names the person. */
  static RosterEntry addition() {
    return new RosterEntry(Chance.bytes(1_081), Chance.bytes(560), 0);
  }

  /** An EPOCH, or a REMOVE. */
  static RosterEntry epoch() {
    return new RosterEntry(Chance.bytes(569), NONE, 0);
  }

  /** A commit in the making. */
  static final class Draft {
    private final Group group;
    private final List<RosterEntry> entries = new ArrayList<>();
    private byte[] memberKey = NONE;
    private @Nullable StewardSet stewards;
    private final List<EpochPacket> packets = new ArrayList<>();
    private final List<StageId> staged = new ArrayList<>();
    private final List<OpenMailbox> opened = new ArrayList<>();
    private final List<MailboxId> closed = new ArrayList<>();
    private final List<OpenInvite> invites = new ArrayList<>();
    private final List<InviteId> used = new ArrayList<>();
    private final List<LogKeys> logs = new ArrayList<>();

    Draft(Group group) {
      this.group = group;
    }

    Draft entry(RosterEntry entry) {
      entries.add(entry);
      return this;
    }

    Draft stewards(StewardSet set) {
      stewards = set;
      return this;
    }

    Draft memberKey(byte[] key) {
      memberKey = key;
      return this;
    }

    Draft packet(MailboxId mailbox, byte[] body) {
      packets.add(new EpochPacket(mailbox, body));
      return this;
    }

    Draft staged(StageId stage) {
      staged.add(stage);
      return this;
    }

    Draft open(Device device) {
      opened.add(new OpenMailbox(device.mailbox(), device.owner().publicKey()));
      return this;
    }

    Draft close(Device device) {
      closed.add(device.mailbox());
      return this;
    }

    Draft invite(OpenInvite invite) {
      invites.add(invite);
      return this;
    }

    Draft use(InviteId invite) {
      used.add(invite);
      return this;
    }

    Draft keys(LogKeys keys) {
      logs.add(keys);
      return this;
    }

    Commit build() {
      return new Commit(
          WriteId.of(Chance.bytes(16)),
          group.space,
          group.position,
          entries,
          memberKey,
          stewards,
          packets,
          staged,
          opened,
          closed,
          invites,
          used,
          logs,
          List.of());
    }
  }
}
