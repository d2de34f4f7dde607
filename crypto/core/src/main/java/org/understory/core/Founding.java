package org.understory.core;

import java.util.List;
import org.understory.core.invite.FoundingLink;
import org.understory.core.invite.LinkException;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.Opening;
import org.understory.core.roster.RosterAuthor;
import org.understory.core.roster.RosterKeys;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Outbox;
import org.understory.core.sync.Purpose;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.OpenMailbox;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.StewardSet;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/**
 * The first way in: founding a group with a ticket ({@code docs/protocol.md#found}). The first
 * commit is CREATE, a first channel and EPOCH.
 */
final class Founding {
  private static final String FIRST_CHANNEL = "general";

  /** A new channel's messages disappear after a week. */
  static final int DEFAULT_TIMER = 7 * 86_400;

  private final Device device;
  private final Membership membership;
  private final RosterLog rosterLog;

  Founding(Device device, Membership membership, RosterLog rosterLog) {
    this.device = device;
    this.membership = membership;
    this.rosterLog = rosterLog;
  }

  String found(String link, String groupName, String name) {
    if (device.facts.phase() != null) {
      return Codes.BUSY;
    }
    if (!Codes.isName(groupName) || !Codes.isName(name)) {
      return Codes.NAME_LENGTH;
    }
    try {
      FoundingLink parsed = FoundingLink.parse(link);
      device.facts.origin(parsed.origin());
      found(parsed.ticket(), groupName, name);
      return "";
    } catch (LinkException e) {
      return Codes.BAD_LINK;
    }
  }

  private void found(byte[] ticket, String groupName, String name) {
    SpaceId space = SpaceId.of(device.random(16));
    device.facts.space(space);
    device.facts.name(name);
    DeviceKeySet keys = Keys.make(device, membership);
    byte[] stewardSeed = device.random(32);
    device.facts.bytes("steward-seed", stewardSeed);
    byte[] stewardKey = device.sealer.primitives().ed25519().publicKey(stewardSeed);
    byte[] rosterKey = device.random(32);
    EpochSecret secret = EpochSecret.fresh(device.sealer.randomness(), 1);

    Opening own = Opening.fresh(device.sealer.randomness(), NameKind.MEMBER, name);
    Opening group = Opening.fresh(device.sealer.randomness(), NameKind.GROUP, groupName);
    Opening channel = Opening.fresh(device.sealer.randomness(), NameKind.CHANNEL, FIRST_CHANNEL);
    LogId log = LogId.of(device.random(16));
    RosterAuthor author = new RosterAuthor(device.sealer, RosterState.EMPTY, keys, device.now());
    CommitDraft draft = new CommitDraft(device, space, author, RosterKeys.of(1, rosterKey), 1);
    SignedEntry create =
        author.create(
            space,
            stewardKey,
            own.commitment(device.sealer),
            group.commitment(device.sealer),
            Sheets.make(device, space));
    draft.put(create, secret, List.of(own, group));
    draft.put(
        author.append(
            new ChannelEntry(
                log,
                channel.commitment(device.sealer).value(),
                DEFAULT_TIMER,
                new byte[0],
                List.of())),
        secret,
        List.of(channel));
    draft.openLog(log);
    draft.close(secret);
    draft.stewardSet = new StewardSet(1, List.of(stewardKey), 1, List.of());
    draft.openMailboxes.add(
        new OpenMailbox(
            keys.mailbox(), keys.ownerKey(device.sealer), Sheets.knockKey(device, space)));

    device.facts.group(GroupId.of(create.hash(device.sealer)));
    membership.start();
    rosterLog.learnKey(1, rosterKey);
    device.epochs.offer(secret);
    device.facts.phase(Phase.FOUNDING);
    device.outbox().add(Purpose.FOUND, "", new Found(ticket, draft.commit(0)));
    device.changed();
  }

  /** The server took the first commit: from now on this is an ordinary member's client. */
  void done() {
    device.facts.problem(null);
    device.facts.phase(Phase.READY);
    device.changed();
  }

  Outbox.Verdict refused(Refusal refusal) {
    switch (refusal.reason()) {
      case RATE_LIMITED, UNAVAILABLE -> {
        return Outbox.Verdict.AGAIN;
      }
      case USED -> device.facts.problem(Codes.TICKET_USED);
      default -> device.facts.problem(Codes.NOT_ALLOWED);
    }
    device.changed();
    return Outbox.Verdict.DROP;
  }
}
