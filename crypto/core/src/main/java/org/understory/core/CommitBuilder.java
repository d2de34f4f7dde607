package org.understory.core;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.Drafter.Drafted;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.RosterAuthor;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.frame.Commit;

/** Turns an intent into a commit on top of the roster as it is now, by its kind's drafter. */
final class CommitBuilder {
  private final Device device;
  private final Membership membership;
  private final RosterLog rosterLog;
  private final EpochClosing closing;
  private final Map<Intent.Kind, Drafter> drafters = new EnumMap<>(Intent.Kind.class);

  /**
   * @param commit only with {@link Drafted#DONE}
   */
  record Built(Drafted outcome, @Nullable Commit commit) {}

  CommitBuilder(Device device, Membership membership, RosterLog rosterLog, EpochClosing closing) {
    this.device = device;
    this.membership = membership;
    this.rosterLog = rosterLog;
    this.closing = closing;
  }

  /** Names who carries out these kinds. */
  void register(Drafter drafter, Intent.Kind... kinds) {
    for (Intent.Kind kind : kinds) {
      drafters.put(kind, drafter);
    }
  }

  Built build(Intent intent) {
    EpochEntry epoch = membership.state().epoch();
    EpochSecret secret = membership.secret();
    if (epoch == null
        || secret == null
        || rosterLog.keys().key(epoch.rosterKeyGeneration()) == null) {
      return new Built(Drafted.WAIT, null); // the key comes with the log, or by repair
    }
    CommitDraft draft =
        new CommitDraft(
            device,
            device.facts.space(),
            new RosterAuthor(device.sealer, membership.state(), device.keys(), device.now()),
            rosterLog.keys(),
            epoch.rosterKeyGeneration());
    Drafted outcome = drafter(intent).draft(draft, intent);
    if (outcome == Drafted.DONE) {
      outcome = draft.close(closing, secret);
    }
    return new Built(outcome, outcome == Drafted.DONE ? draft.commit(rosterLog.next()) : null);
  }

  /** An intent is over: done, or overtaken. */
  void finished(Intent intent) {
    drafter(intent).finished(intent);
  }

  private Drafter drafter(Intent intent) {
    Drafter drafter = drafters.get(intent.kind());
    if (drafter == null) {
      throw new IllegalStateException("nobody carries out " + intent.kind());
    }
    return drafter;
  }
}
