package org.understory.core;

import org.understory.core.sync.Outbox;
import org.understory.core.sync.Purpose;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;

/** Tells each part what became of its writes ({@code docs/protocol.md#write-id}). */
final class Written implements Outbox.Outcomes {
  private final Parts parts;

  Written(Parts parts) {
    this.parts = parts;
  }

  @Override
  public boolean ready(Outbox.Write write) {
    return parts.compartments.isReady(write)
        && (write.purpose() != Purpose.PROPOSE
            || !parts.membership.halted()
            || parts.governing.endsFork(write.reference()));
  }

  @Override
  public void done(Outbox.Write write, ReplyBody reply, long now) {
    switch (write.purpose()) {
      case FOUND -> parts.founding.done();
      case JOIN_REQUEST, RECOVERY -> parts.arrival.way().submitted();
      case WITHDRAW -> parts.admission.joining.withdrawn();
      case POST -> {
        parts.posting.sent(
            write.reference(), reply instanceof Appended appended ? appended.position() : 0);
      }
      case PROPOSE -> parts.governing.posted(write.reference());
      case COMMIT -> {
        if (reply instanceof Committed committed) {
          parts.stewarding.committed(write, committed.position());
        }
      }
      case DELETE -> {
        parts.device.facts.phase(Phase.DELETED);
        parts.device.changed();
      }
      case PUBLISH, KNOCK, DEPOSIT, LEASE, NOTE, FORK, OPEN_LOGS, MOVE_LOGS, LINK, KNOCK_KEY -> {}
    }
  }

  @Override
  public Outbox.Verdict refused(Outbox.Write write, Refusal refusal, long now) {
    if (refusal.reason() == Reason.STALE && parts.device.connection() != null) {
      parts.device.connection().unprove(KeyKind.MEMBER);
    }
    return switch (write.purpose()) {
      case FOUND -> parts.founding.refused(refusal);
      case JOIN_REQUEST, RECOVERY -> parts.arrival.way().refused(refusal);
      case POST ->
          write.body() instanceof Append append && parts.compartments.isMoved(append.log(), refusal)
              ? parts.posting.again(write.reference())
              : parts.posting.refused(write.reference(), refusal);
      case OPEN_LOGS, MOVE_LOGS -> parts.compartments.refused(write, refusal);
      case COMMIT -> parts.stewarding.refused(refusal);
      case PROPOSE -> parts.governing.refused(write.reference(), refusal);
      case DEPOSIT, PUBLISH, KNOCK, FORK, NOTE, LINK, KNOCK_KEY -> transientOnly(refusal);
      case WITHDRAW, DELETE, LEASE -> Outbox.Verdict.DROP;
    };
  }

  private static Outbox.Verdict transientOnly(Refusal refusal) {
    return switch (refusal.reason()) {
      case STALE, RATE_LIMITED, UNAVAILABLE -> Outbox.Verdict.AGAIN;
      default -> Outbox.Verdict.DROP;
    };
  }
}
