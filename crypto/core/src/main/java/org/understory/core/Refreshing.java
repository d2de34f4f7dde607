package org.understory.core;

import java.util.List;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.Epoch;

/**
 * A fresh generation every week though nobody went, and the end of old secrets: what is found on a
 * device opens no more than its time ({@code docs/protocol.md#epoch}).
 */
final class Refreshing implements Drafter {
  static final long EVERY_MILLIS = 7 * 86_400_000L;
  private static final long LOOK_MILLIS = 60 * 60_000L;

  /** An EPOCH that nothing made due comes no sooner after another. */
  static final long AFTER_MILLIS = 60 * 60_000L;

  /** Clocks differ, and buckets end later than what is in them. */
  private static final long SLACK_MILLIS = 2 * 60 * 60_000L;

  private final Device device;
  private final Membership membership;
  private final RosterLog rosterLog;
  private final EpochClosing closing;
  private final Stewarding stewarding;
  private final Rescue rescue;
  private long lookedAt;

  Refreshing(
      Device device,
      Membership membership,
      RosterLog rosterLog,
      EpochClosing closing,
      Stewarding stewarding,
      Rescue rescue) {
    this.device = device;
    this.membership = membership;
    this.rosterLog = rosterLog;
    this.closing = closing;
    this.stewarding = stewarding;
    this.rescue = rescue;
  }

  void tick() {
    if (device.now() - lookedAt >= LOOK_MILLIS && !membership.state().isEmpty()) {
      lookedAt = device.now();
      forget();
    }
    EpochEntry epoch = membership.state().epoch();
    if (epoch == null || !membership.amSteward() || !rosterLog.isCaughtUp()) {
      return;
    }
    byte[] subject = subject(epoch);
    long since =
        rescue.isReady()
            ? membership.state().epochTime() + AFTER_MILLIS
            : membership.generationSince() + EVERY_MILLIS;
    long due = since + Automatic.turn(device, membership, subject);
    if (device.now() >= due && !stewarding.intends(Intent.Kind.REFRESH, subject)) {
      stewarding.intend(Intent.Kind.REFRESH, subject, "", 0, new byte[0]);
    }
  }

  private static byte[] subject(EpochEntry epoch) {
    return Sealer.u64((long) epoch.generation());
  }

  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    EpochEntry epoch = membership.state().epoch();
    if (epoch == null || !Hex.of(subject(epoch)).equals(Hex.of(intent.subject()))) {
      return Drafted.NOTHING; // another steward's client did it
    }
    return closing.fresh(draft, epoch.generation() + 1) == null ? Drafted.WAIT : Drafted.DONE;
  }

  /** Destroys secrets of epochs that ended so long ago that nothing they seal is left. */
  private void forget() {
    long life = 1000L * device.expiry().capSeconds() + SLACK_MILLIS;
    List<RosterLine.Applied> history = membership.history();
    Epoch before = null;
    for (RosterLine.Applied one : history) {
      if (one.entry().entry().body() instanceof EpochEntry epoch) {
        if (before != null && one.entry().entry().time() + life < device.now()) {
          device.epochs.destroy(before.generation(), before.step());
        }
        before = new Epoch(epoch.generation(), epoch.step());
      }
    }
  }
}
