package org.understory.core.roster;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.wire.id.LogId;

/** The rules of CHANNEL and of POLICY, whose only policy so far is a channel's timer. */
final class ChannelRules {
  static final int MAX_CHANNELS = 200;

  /** Seconds. Less than this, and a message may be gone before it is read. */
  static final int MIN_TIMER = 5;

  /** Four weeks in seconds. */
  static final int MAX_TIMER = 4 * 7 * 24 * 3600;

  private ChannelRules() {}

  static @Nullable RosterCheck broken(RosterState state, ChannelEntry channel) {
    if (state.channel(channel.channel()) != null) {
      return RosterCheck.CHANNEL_KNOWN;
    }
    if (isReserved(channel.channel())) {
      return RosterCheck.CHANNEL_RESERVED;
    }
    if (state.channels().size() >= MAX_CHANNELS) {
      return RosterCheck.CHANNELS_FULL;
    }
    return isTimer(channel.timer()) ? null : RosterCheck.TIMER;
  }

  static @Nullable RosterCheck broken(RosterState state, Policy policy) {
    if (policy.policy() != Policy.CHANNEL_TIMER) {
      return RosterCheck.POLICY_UNKNOWN;
    }
    if (state.channel(policy.channel()) == null) {
      return RosterCheck.CHANNEL_UNKNOWN;
    }
    return isTimer(policy.timer()) ? null : RosterCheck.TIMER;
  }

  private static boolean isTimer(int seconds) {
    return seconds == 0 || (seconds >= MIN_TIMER && seconds <= MAX_TIMER);
  }

  private static boolean isReserved(LogId id) {
    return id.equals(LogId.ROSTER) || id.equals(LogId.KNOCK) || id.equals(LogId.PROPOSALS);
  }
}
