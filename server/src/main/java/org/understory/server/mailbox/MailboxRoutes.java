package org.understory.server.mailbox;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.Expiry;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Grants;
import org.understory.server.delivery.Grants.Need;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.mailbox.MailboxStore.Depositor;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.ratelimit.RateLimits.Purpose;
import org.understory.server.slot.SlotService;
import org.understory.server.space.SpaceService;
import org.understory.server.write.WriteAnswerService;
import org.understory.server.write.WriteKey;
import org.understory.wire.frame.Acknowledge;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.Deposited;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.MailboxFrom;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.SpaceId;

/** Requests about mailboxes and epoch slots. */
public final class MailboxRoutes {
  private final MailboxService mailboxes;
  private final SlotService slots;
  private final SpaceService spaces;
  private final WriteAnswerService answers;
  private final FanOut fanOut;
  private final RateLimits limits;
  private final Sources sources;
  private final Retention retention;

  public MailboxRoutes(
      MailboxService mailboxes,
      SlotService slots,
      SpaceService spaces,
      WriteAnswerService answers,
      FanOut fanOut,
      RateLimits limits,
      Sources sources,
      Retention retention) {
    this.mailboxes = mailboxes;
    this.slots = slots;
    this.spaces = spaces;
    this.answers = answers;
    this.fanOut = fanOut;
    this.limits = limits;
    this.sources = sources;
    this.retention = retention;
  }

  /** MEMBER: leaves items in mailboxes. */
  public Future<ReplyBody> deposit(Connection connection, Deposit deposit) {
    Grants grants = connection.grants();
    byte[] writer = grants.writer();
    if (writer == null) {
      throw Refused.notAllowed();
    }
    AtomicReference<MailboxService.Delivery> delivery = new AtomicReference<>();
    SpaceId space = deposit.space();
    return answers
        .once(
            WriteKey.of(writer, deposit.writeId()),
            deposit.items().getFirst().expiry(),
            tx -> {
              long version = grants.requireMember(space);
              int bytes = requireExpiries(deposit);
              limits.spend(Purpose.DEPOSIT, writer, deposit.items().size());
              limits.spend(Purpose.SPACE_BYTES, space.bytes(), bytes);
              return spaces
                  .holdMember(tx, space, version)
                  .compose(held -> mailboxes.deposit(tx, space, deposit.items(), depositor(grants)))
                  .map(done -> {
                    delivery.set(done);
                    return new Deposited(done.refused());
                  });
            })
        .onSuccess(done -> {
          MailboxService.Delivery laid = delivery.get();
          if (laid != null) {
            mailboxes.publish(space, laid);
          }
        });
  }

  private static Depositor depositor(Grants grants) {
    Grants.Owner owner = grants.owner();
    boolean open = owner != null && owner.state() == Grants.MailboxState.OPEN;
    return new Depositor(
        grants.stewardKey() != null, owner != null && open ? owner.mailboxNo() : 0);
  }

  private int requireExpiries(Deposit deposit) {
    int bytes = 0;
    for (DepositItem item : deposit.items()) {
      Expiry.require(item.expiry(), sources.nowSeconds(), retention);
      bytes += item.body().length;
    }
    return bytes;
  }

  /** OWNER: follows its mailbox. */
  public Future<ReplyBody> subscribe(Connection connection, MailboxFrom from) {
    Grants.Owner owner = connection.grants().requireOwner();
    SpaceId space = connection.grants().requireSpace();
    return mailboxes
        .head(owner.mailboxNo())
        .map(head -> {
          connection.grants().requireOwner();
          fanOut.subscribe(
              connection,
              Topic.mailbox(space, owner.mailboxNo()),
              Need.OWNER,
              mailboxes.feed(owner.mailboxNo()),
              from.from());
          return new Subscribed(head);
        });
  }

  /** OWNER: follows its epoch slot, from the oldest packet that was not acknowledged. */
  public Future<ReplyBody> subscribeSlot(Connection connection) {
    Grants.Owner owner = connection.grants().requireOwner();
    SpaceId space = connection.grants().requireSpace();
    return slots
        .head(owner.mailboxNo())
        .map(head -> {
          connection.grants().requireOwner();
          fanOut.subscribe(
              connection,
              Topic.slot(space, owner.mailboxNo()),
              Need.OWNER,
              slots.feed(owner.mailboxNo()),
              0);
          return new Subscribed(head);
        });
  }

  /** OWNER: deletes what was delivered. */
  public Future<ReplyBody> acknowledge(Connection connection, Acknowledge acknowledge) {
    Grants.Owner owner = connection.grants().requireOwner();
    return mailboxes
        .acknowledge(owner.mailboxNo(), acknowledge.mailboxPositions())
        .compose(done -> slots.acknowledge(owner.mailboxNo(), acknowledge.epochPacketsUpTo()))
        .map(done -> new Done());
  }
}
