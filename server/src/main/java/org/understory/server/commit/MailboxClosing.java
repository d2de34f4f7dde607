package org.understory.server.commit;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.understory.server.delivery.Grants.MailboxState;
import org.understory.server.delivery.Refused;
import org.understory.server.invite.LinkService;
import org.understory.server.mailbox.Mailbox;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.postgres.Tx;
import org.understory.server.prekey.PreKeyService;
import org.understory.server.slot.SlotService;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Closes mailboxes inside a commit, with all that hangs on them. */
final class MailboxClosing {
  private final MailboxService mailboxes;
  private final SlotService slots;
  private final PreKeyService preKeys;
  private final LinkService links;

  MailboxClosing(
      MailboxService mailboxes, SlotService slots, PreKeyService preKeys, LinkService links) {
    this.mailboxes = mailboxes;
    this.slots = slots;
    this.preKeys = preKeys;
    this.links = links;
  }

  /** Closes mailboxes of members; their owners read the roster up to {@code rosterEnd}. */
  Future<Void> mailboxes(
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
          return empty(tx, nos)
              .compose(done -> mailboxes.close(tx, nos, rosterEnd))
              .compose(done -> links(tx, nos, effects));
        });
  }

  /** What a closed mailbox's owner was about to link is not linked any more. */
  private Future<Void> links(Tx tx, List<Long> nos, Effects effects) {
    return links
        .deleteOf(tx, nos)
        .compose(done -> mailboxes.sponsoredBy(tx, nos))
        .compose(waiting -> waiting(tx, waiting, effects));
  }

  /** Closes provisional mailboxes that wait for nothing any more. */
  Future<Void> waiting(Tx tx, List<Mailbox> waiting, Effects effects) {
    waiting.forEach(mailbox -> effects.closed(mailbox.id(), 0));
    List<Long> nos = waiting.stream().map(Mailbox::no).toList();
    return empty(tx, nos).compose(done -> mailboxes.close(tx, nos, 0));
  }

  /** Closes the provisional mailbox of a request that was declined. */
  Future<Void> provisional(Tx tx, SpaceId space, PendingRequest request, Effects effects) {
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

  private Future<Void> empty(Tx tx, List<Long> nos) {
    return nos.isEmpty()
        ? Future.succeededFuture()
        : slots.clear(tx, nos).compose(done -> preKeys.clear(tx, nos));
  }
}
