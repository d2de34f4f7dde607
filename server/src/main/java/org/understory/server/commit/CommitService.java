package org.understory.server.commit;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.understory.server.delivery.Grants.MailboxState;
import org.understory.server.delivery.Refused;
import org.understory.server.invite.InviteService;
import org.understory.server.invite.TicketService;
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
import org.understory.wire.frame.LogMark;
import org.understory.wire.frame.OpenMailbox;
import org.understory.wire.frame.PendingRequest;
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
  private final PreKeyService preKeys;
  private final InviteService invites;
  private final TicketService tickets;

  CommitService(
      SpaceService spaces,
      LogService logs,
      RosterService rosters,
      SlotService slots,
      MailboxService mailboxes,
      PreKeyService preKeys,
      InviteService invites,
      TicketService tickets) {
    this.spaces = spaces;
    this.logs = logs;
    this.rosters = rosters;
    this.slots = slots;
    this.mailboxes = mailboxes;
    this.preKeys = preKeys;
    this.invites = invites;
    this.tickets = tickets;
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

  /** Applies a commit by a current steward. */
  Future<Void> commit(Tx tx, Commit commit, byte[] stewardKey, Effects effects) {
    return spaces
        .lockForSteward(tx, commit.space(), stewardKey)
        .compose(space -> {
          if (space.rosterHead() != commit.expectedPosition()) {
            throw Refused.conflict(space.rosterHead());
          }
          boolean moves =
              commit.memberKey().length > 0
                  && !Arrays.equals(commit.memberKey(), space.memberKey());
          return setStewards(tx, space, commit, effects)
              .compose(done -> moveEpoch(tx, space, commit, moves, effects))
              .compose(done -> logs.marks(tx, space.id(), moves))
              .compose(marks ->
                  applyContents(
                      tx, commit, space.accessVersion() + (moves ? 1 : 0), marks, effects));
        });
  }

  private Future<Void> setStewards(Tx tx, Space space, Commit commit, Effects effects) {
    StewardSet set = commit.stewardSet();
    if (set == null) {
      return Future.succeededFuture();
    }
    return spaces
        .setStewards(tx, space, set)
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
        .compose(done -> closeMailboxes(tx, space, commit.closeMailboxes(), end, effects))
        .compose(done -> each(commit.openInvites(), open -> invites.open(tx, space, open)))
        .compose(done -> closeInvites(tx, commit, effects))
        .compose(done -> logs.setKeys(tx, space, accessVersion, commit.logKeys()))
        .compose(done -> layPackets(tx, commit, effects))
        .compose(done -> rosters.blank(tx, space, commit.blankItems()))
        .compose(
            done -> rosters.append(tx, space, commit.expectedPosition(), commit.entries(), marks))
        .compose(entries -> {
          effects.entries(entries);
          return spaces.setRosterHead(tx, space, end);
        });
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
    return mailboxes.openFor(tx, space, open.mailbox(), open.ownerKey());
  }

  private Future<Void> closeMailboxes(
      Tx tx, SpaceId space, List<MailboxId> ids, long rosterEnd, Effects effects) {
    if (ids.isEmpty()) {
      return Future.succeededFuture();
    }
    return mailboxes
        .find(tx, space, ids)
        .compose(found -> {
          if (found.size() != ids.size()) {
            throw Refused.notAllowed();
          }
          List<Long> nos = new ArrayList<>();
          found
              .values()
              .forEach(mailbox -> {
                if (mailbox.state() != MailboxState.CLOSED) {
                  nos.add(mailbox.no());
                  effects.closed(
                      mailbox.id(), mailbox.state() == MailboxState.OPEN ? rosterEnd : 0);
                }
              });
          return empty(tx, nos).compose(done -> mailboxes.close(tx, nos, rosterEnd));
        });
  }

  private Future<Void> empty(Tx tx, List<Long> nos) {
    return nos.isEmpty()
        ? Future.succeededFuture()
        : slots.clear(tx, nos).compose(done -> preKeys.clear(tx, nos));
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
                      : closeProvisional(tx, commit.space(), request, effects);
                }));
  }

  private Future<Void> closeProvisional(
      Tx tx, SpaceId space, PendingRequest request, Effects effects) {
    return mailboxes
        .find(tx, space, List.of(request.mailbox()))
        .compose(found -> {
          List<Long> nos =
              found.values().stream()
                  .filter(mailbox -> mailbox.state() == MailboxState.PROVISIONAL)
                  .map(Mailbox::no)
                  .toList();
          if (nos.isEmpty()) {
            return Future.succeededFuture();
          }
          effects.closed(request.mailbox(), 0);
          return empty(tx, nos).compose(done -> mailboxes.close(tx, nos, 0));
        });
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
        .compose(done -> spaces.delete(tx, space));
  }
}
