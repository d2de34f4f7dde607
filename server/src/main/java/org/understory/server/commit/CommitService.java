package org.understory.server.commit;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.understory.server.blob.BlobService;
import org.understory.server.delivery.Grants.MailboxState;
import org.understory.server.delivery.Refused;
import org.understory.server.invite.Drops;
import org.understory.server.invite.InviteService;
import org.understory.server.invite.TicketService;
import org.understory.server.knock.KnockService;
import org.understory.server.log.LogService;
import org.understory.server.mailbox.Mailbox;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.postgres.Tx;
import org.understory.server.prekey.PreKeyService;
import org.understory.server.roster.RosterService;
import org.understory.server.slot.SlotService;
import org.understory.server.space.Space;
import org.understory.server.space.SpaceService;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.LogMark;
import org.understory.wire.frame.OpenMailbox;
import org.understory.wire.frame.StewardSet;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Applies commits inside a transaction that the caller opened. */
final class CommitService {
  private final SpaceService spaces;
  private final LogService logs;
  private final RosterService rosters;
  private final SlotService slots;
  private final MailboxService mailboxes;
  private final InviteService invites;
  private final MailboxClosing closing;
  private final KnockService knocks;
  private final TicketService tickets;
  private final BlobService blobs;

  CommitService(
      SpaceService spaces,
      LogService logs,
      RosterService rosters,
      SlotService slots,
      MailboxService mailboxes,
      PreKeyService preKeys,
      Drops drops,
      KnockService knocks,
      TicketService tickets,
      BlobService blobs) {
    this.spaces = spaces;
    this.logs = logs;
    this.rosters = rosters;
    this.slots = slots;
    this.mailboxes = mailboxes;
    this.invites = drops.invites();
    this.closing = new MailboxClosing(mailboxes, slots, preKeys, drops.links());
    this.knocks = knocks;
    this.tickets = tickets;
    this.blobs = blobs;
  }

  /** Founds a space: uses the ticket up and applies the first commit. */
  Future<Void> found(Tx tx, Found found, Effects effects) {
    Commit commit = found.commit();
    StewardSet set = commit.stewardSet();
    boolean complete =
        commit.expectedPosition() == 0
            && commit.memberKey().length > 0
            && !commit.entries().isEmpty()
            && commit.openMailboxes().size() == 1
            && commit.closeMailboxes().isEmpty()
            && commit.closeInvites().isEmpty()
            && commit.staged().isEmpty();
    if (set == null || !complete) {
      throw Refused.notAllowed();
    }
    SpaceId id = commit.space();
    return tickets
        .use(tx, found.ticket())
        .compose(done -> spaces.create(tx, id, commit.memberKey(), set))
        .compose(done -> logs.createReserved(tx, id))
        .compose(done -> applyContents(tx, commit, 1, List.of(), effects));
  }

  /** Applies a commit by a current steward, or a change of stewards by the rescue key. */
  Future<Void> commit(Tx tx, Commit commit, byte[] key, Effects effects) {
    return spaces
        .lockForCommit(tx, commit.space(), key)
        .compose(space -> {
          if (!space.isSteward(key) && commit.stewardSet() == null) {
            throw Refused.notAllowed();
          }
          if (space.rosterHead() != commit.expectedPosition()) {
            throw Refused.conflict(space.rosterHead());
          }
          boolean moves =
              commit.memberKey().length > 0
                  && !Arrays.equals(commit.memberKey(), space.memberKey());
          return setStewards(tx, space, commit, key, effects)
              .compose(done -> moveEpoch(tx, space, commit, moves, effects))
              .compose(done -> logs.marks(tx, space.id(), moves))
              .compose(marks ->
                  applyContents(
                      tx, commit, space.accessVersion() + (moves ? 1 : 0), marks, effects));
        });
  }

  private Future<Void> setStewards(Tx tx, Space space, Commit commit, byte[] by, Effects effects) {
    StewardSet set = commit.stewardSet();
    if (set == null) {
      return Future.succeededFuture();
    }
    return spaces
        .setStewards(tx, space, set, by)
        .map(removed -> {
          effects.removedStewards(removed);
          return null;
        })
        .mapEmpty();
  }

  private Future<Void> moveEpoch(
      Tx tx, Space space, Commit commit, boolean moves, Effects effects) {
    if (!moves) {
      return Future.succeededFuture();
    }
    effects.epochMoved();
    return spaces.setMemberKey(tx, space, commit.memberKey());
  }

  private Future<Void> applyContents(
      Tx tx, Commit commit, long accessVersion, List<LogMark> marks, Effects effects) {
    SpaceId space = commit.space();
    long end = commit.expectedPosition() + commit.entries().size();
    return each(commit.openMailboxes(), open -> openMailbox(tx, space, open, effects))
        .compose(done -> closing.mailboxes(tx, space, commit.closeMailboxes(), end, effects))
        .compose(done -> each(commit.openInvites(), open -> invites.open(tx, space, open)))
        .compose(done -> closeInvites(tx, commit, effects))
        .compose(done -> knocks.end(tx, space, commit.endKnockKeys()))
        .compose(done -> setLogKeys(tx, space, accessVersion, commit.logKeys(), effects))
        .compose(done -> layPackets(tx, commit, effects))
        .compose(done -> rosters.blank(tx, space, commit.blankItems()))
        .compose(
            done -> rosters.append(tx, space, commit.expectedPosition(), commit.entries(), marks))
        .compose(entries -> {
          effects.entries(entries);
          return spaces.setRosterHead(tx, space, end);
        });
  }

  private Future<Void> setLogKeys(
      Tx tx, SpaceId space, long accessVersion, List<LogKeys> keys, Effects effects) {
    effects.logKeys(keys);
    return logs.setKeys(tx, space, accessVersion, keys);
  }

  private static <T> Future<Void> each(List<T> all, Function<T, Future<Void>> step) {
    Future<Void> done = Future.succeededFuture();
    for (T one : all) {
      done = done.compose(ignored -> step.apply(one));
    }
    return done;
  }

  private Future<Void> openMailbox(Tx tx, SpaceId space, OpenMailbox open, Effects effects) {
    effects.opened(open.mailbox());
    return mailboxes
        .openFor(tx, space, open.mailbox(), open.ownerKey())
        .compose(done -> knocks.opened(tx, space, open))
        .compose(others -> closing.waiting(tx, others, effects));
  }

  /** Closes invites, and the provisional mailboxes that this commit did not open for good. */
  private Future<Void> closeInvites(Tx tx, Commit commit, Effects effects) {
    List<MailboxId> opened = commit.openMailboxes().stream().map(OpenMailbox::mailbox).toList();
    return each(
        commit.closeInvites(),
        invite ->
            invites
                .close(tx, commit.space(), invite)
                .compose(request -> {
                  if (request == null) {
                    return Future.succeededFuture();
                  }
                  effects.goneRequest(request);
                  return opened.contains(request.mailbox())
                      ? Future.succeededFuture()
                      : closing.provisional(tx, commit.space(), request, effects);
                }));
  }

  private Future<Void> layPackets(Tx tx, Commit commit, Effects effects) {
    return slots
        .takeStaged(tx, commit.space(), commit.staged())
        .compose(staged -> {
          List<EpochPacket> packets = new ArrayList<>(commit.packets());
          packets.addAll(staged);
          List<MailboxId> ids = packets.stream().map(EpochPacket::mailbox).distinct().toList();
          return mailboxes
              .find(tx, commit.space(), ids)
              .compose(found -> lay(tx, packets, ids, found));
        })
        .map(laid -> {
          effects.slots(laid);
          return null;
        })
        .mapEmpty();
  }

  private Future<SlotService.Delivery> lay(
      Tx tx, List<EpochPacket> packets, List<MailboxId> ids, Map<MailboxId, Mailbox> found) {
    if (found.size() != ids.size()) {
      throw Refused.notAllowed();
    }
    List<EpochPacket> taken = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (EpochPacket packet : packets) {
      Mailbox mailbox = found.get(packet.mailbox());
      if (mailbox != null && mailbox.state() != MailboxState.CLOSED) {
        taken.add(packet);
        numbers.add(mailbox.no());
      }
    }
    return slots.lay(tx, taken, numbers);
  }

  /** Deletes a space and everything in it. */
  Future<Void> delete(Tx tx, SpaceId space) {
    return logs.deleteOf(tx, space)
        .compose(done -> mailboxes.deleteOf(tx, space))
        .compose(done -> blobs.deleteOf(tx, space))
        .compose(done -> spaces.delete(tx, space));
  }
}
