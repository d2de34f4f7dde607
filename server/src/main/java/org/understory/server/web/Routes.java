package org.understory.server.web;

import io.vertx.core.Future;
import org.understory.server.access.AccessRoutes;
import org.understory.server.blob.BlobRoutes;
import org.understory.server.chain.ChainRoutes;
import org.understory.server.commit.CommitRoutes;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.Refused;
import org.understory.server.invite.InviteRoutes;
import org.understory.server.invite.LinkRoutes;
import org.understory.server.knock.KnockRoutes;
import org.understory.server.lease.LeaseRoutes;
import org.understory.server.log.LogRoutes;
import org.understory.server.mailbox.MailboxRoutes;
import org.understory.server.prekey.PreKeyRoutes;
import org.understory.wire.frame.Acknowledge;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.CancelDeletion;
import org.understory.wire.frame.Challenge;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.CountPreKeys;
import org.understory.wire.frame.DeleteSpace;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.EpochSlot;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.JoinRequests;
import org.understory.wire.frame.LeaseSlots;
import org.understory.wire.frame.LinkRequests;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.MailboxFrom;
import org.understory.wire.frame.MoveLogs;
import org.understory.wire.frame.OpenBlob;
import org.understory.wire.frame.OpenLink;
import org.understory.wire.frame.OpenLogs;
import org.understory.wire.frame.Prove;
import org.understory.wire.frame.PublishPreKeys;
import org.understory.wire.frame.PutLease;
import org.understory.wire.frame.ReplaceKnockKey;
import org.understory.wire.frame.ReplaceStewardKey;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.RequestBody;
import org.understory.wire.frame.Stage;
import org.understory.wire.frame.SubmitJoinRequest;
import org.understory.wire.frame.SubmitRecovery;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.TakePreKeys;
import org.understory.wire.frame.Unsubscribe;
import org.understory.wire.frame.WithdrawJoinRequest;

/**
 * Which request goes where.
 *
 * @param access proofs
 * @param logs logs and the roster
 * @param mailboxes mailboxes and slots
 * @param preKeys shelves
 * @param invites joining
 * @param blobs opening attachments
 * @param commits founding and changing
 */
public record Routes(
    AccessRoutes access,
    LogRoutes logs,
    MailboxRoutes mailboxes,
    PreKeyRoutes preKeys,
    InviteRoutes invites,
    LinkRoutes links,
    KnockRoutes knocks,
    LeaseRoutes leases,
    ChainRoutes chains,
    BlobRoutes blobs,
    CommitRoutes commits) {

  /** Carries a request out; a refusal may come as a failed future or be thrown. */
  Future<ReplyBody> carryOut(Connection connection, RequestBody body) {
    try {
      return dispatch(connection, body);
    } catch (Refused refused) {
      return Future.failedFuture(refused);
    }
  }

  private Future<ReplyBody> dispatch(Connection connection, RequestBody body) {
    return switch (body) {
      case Challenge challenge -> access.challenge(connection);
      case Prove prove -> access.prove(connection, prove);
      case Subscribe subscribe -> subscribe(connection, subscribe);
      case Unsubscribe unsubscribe -> logs.unsubscribe(connection, unsubscribe);
      case Append append -> logs.append(connection, append);
      case Stage stage -> commits.stage(connection, stage);
      case Commit commit -> commits.commit(connection, commit);
      case Found found -> commits.found(connection, found);
      case Deposit deposit -> mailboxes.deposit(connection, deposit);
      case Acknowledge acknowledge -> mailboxes.acknowledge(connection, acknowledge);
      case PublishPreKeys publish -> preKeys.publish(connection, publish);
      case TakePreKeys take -> preKeys.take(connection, take);
      case CountPreKeys count -> preKeys.count(connection);
      case SubmitJoinRequest submit -> invites.submit(connection, submit);
      case WithdrawJoinRequest withdraw -> invites.withdraw(connection, withdraw);
      case DeleteSpace delete -> commits.delete(connection, delete);
      case CancelDeletion cancel -> commits.cancelDeletion(connection, cancel);
      case ReplaceStewardKey replace -> commits.replaceStewardKey(connection, replace);
      case PutLease put -> leases.put(connection, put);
      case OpenLink open -> links.open(connection, open);
      case SubmitRecovery submit -> knocks.submit(connection, submit);
      case ReplaceKnockKey replace -> knocks.replace(connection, replace);
      case OpenLogs open -> chains.open(connection, open);
      case MoveLogs move -> chains.move(connection, move);
      case OpenBlob open -> blobs.open(connection, open);
    };
  }

  private Future<ReplyBody> subscribe(Connection connection, Subscribe subscribe) {
    return switch (subscribe.what()) {
      case LogFrom log -> logs.subscribe(connection, log);
      case MailboxFrom mailbox -> mailboxes.subscribe(connection, mailbox);
      case EpochSlot slot -> mailboxes.subscribeSlot(connection);
      case JoinRequests requests -> invites.subscribe(connection);
      case LeaseSlots slots -> leases.subscribe(connection);
      case LinkRequests requests -> links.subscribe(connection);
    };
  }
}
