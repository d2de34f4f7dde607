package org.understory.core.sync;

import org.understory.wire.frame.Append;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.DeleteSpace;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.MoveLogs;
import org.understory.wire.frame.OpenBlob;
import org.understory.wire.frame.OpenLink;
import org.understory.wire.frame.OpenLogs;
import org.understory.wire.frame.PublishPreKeys;
import org.understory.wire.frame.PutLease;
import org.understory.wire.frame.ReplaceKnockKey;
import org.understory.wire.frame.RequestBody;
import org.understory.wire.frame.Stage;
import org.understory.wire.frame.SubmitJoinRequest;
import org.understory.wire.frame.SubmitRecovery;
import org.understory.wire.frame.WithdrawJoinRequest;
import org.understory.wire.id.WriteId;

/** The same write under another write id, after it was refused and is to be tried again. */
public final class Renewal {
  private Renewal() {}

  static RequestBody of(RequestBody body, WriteId id) {
    return switch (body) {
      case Append a -> new Append(id, a.log(), a.expiry(), a.body());
      case Stage s -> new Stage(id, s.stageId(), s.packets());
      case Commit c -> of(c, id, c.expectedPosition());
      case Found f -> new Found(f.ticket(), of(f.commit(), id, 0));
      case Deposit d -> new Deposit(id, d.space(), d.items());
      case PublishPreKeys p -> new PublishPreKeys(id, p.base(), p.oneTime(), p.replace());
      case SubmitJoinRequest s ->
          new SubmitJoinRequest(id, s.mailbox(), s.ownerKey(), s.sealed(), s.signature());
      case WithdrawJoinRequest w -> new WithdrawJoinRequest(id);
      case DeleteSpace d -> new DeleteSpace(id, d.space(), d.setVersion(), d.signatures());
      case PutLease p -> new PutLease(id, p.space(), p.body());
      case OpenLink o -> new OpenLink(id, o.space(), o.dropKey(), o.notAfter());
      case SubmitRecovery s -> new SubmitRecovery(id, s.mailbox(), s.ownerKey(), s.sealed());
      case ReplaceKnockKey r -> new ReplaceKnockKey(id, r.knockKey());
      case MoveLogs m ->
          new MoveLogs(id, m.space(), m.rosterLog(), m.expectedPosition(), m.entries(), m.logs());
      case OpenLogs o -> new OpenLogs(id, o.space(), o.logs());
      case OpenBlob o -> new OpenBlob(id, o.space(), o.blob(), o.expiry(), o.size(), o.readHash());
      default -> throw new IllegalStateException("not a write: " + body.getClass().getName());
    };
  }

  /** The same commit at another place of the roster log. */
  public static Commit of(Commit c, WriteId id, long expectedPosition) {
    return new Commit(
        id,
        c.space(),
        expectedPosition,
        c.entries(),
        c.memberKey(),
        c.stewardSet(),
        c.packets(),
        c.staged(),
        c.openMailboxes(),
        c.closeMailboxes(),
        c.openInvites(),
        c.closeInvites(),
        c.logKeys(),
        c.blankItems(),
        c.endKnockKeys());
  }
}
