package org.understory.core;

import java.util.List;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.Opening;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.id.LogId;

/** New channels, and their timers. */
final class ChannelDrafts implements Drafter {
  private final Device device;
  private final Membership membership;

  ChannelDrafts(Device device, Membership membership) {
    this.device = device;
    this.membership = membership;
  }

  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    LogId log = LogId.of(intent.subject());
    boolean known = membership.state().channel(log) != null;
    return intent.kind() == Intent.Kind.TIMER
        ? timer(draft, intent, log, known)
        : channel(draft, intent, log, known);
  }

  private Drafted channel(CommitDraft draft, Intent intent, LogId log, boolean known) {
    EpochSecret secret = membership.secret();
    if (known || secret == null) {
      return Drafted.NOTHING;
    }
    Opening name = Opening.fresh(device.sealer.randomness(), NameKind.CHANNEL, intent.text());
    draft.put(
        draft
            .author()
            .append(
                new ChannelEntry(
                    log,
                    name.commitment(device.sealer).value(),
                    (int) intent.number(),
                    new byte[0],
                    List.of())),
        secret,
        List.of(name));
    draft.openLog(log);
    return Drafted.DONE;
  }

  private Drafted timer(CommitDraft draft, Intent intent, LogId log, boolean known) {
    if (!known || membership.timer(log) == (int) intent.number()) {
      return Drafted.NOTHING;
    }
    draft.put(draft.author().append(Policy.timer(log, (int) intent.number())));
    return Drafted.DONE;
  }
}
