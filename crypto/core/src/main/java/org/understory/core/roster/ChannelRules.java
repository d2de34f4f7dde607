package org.understory.core.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Posters;
import org.understory.wire.id.LogId;

/** The rules of CHANNEL and POSTERS. */
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
    if (!isTimer(channel.timer())) {
      return RosterCheck.TIMER;
    }
    if (channel.postKey().length == 0) {
      return channel.posters().isEmpty() ? null : RosterCheck.POSTERS;
    }
    return postersBroken(state, channel.postKey(), channel.posters());
  }

  static @Nullable RosterCheck broken(RosterState state, Posters posters) {
    Channel channel = state.channel(posters.channel());
    return channel == null || !channel.isAnnouncement()
        ? RosterCheck.POSTERS
        : postersBroken(state, posters.postKey(), posters.posters());
  }

  private static @Nullable RosterCheck postersBroken(
      RosterState state, byte[] postKey, List<MemberId> posters) {
    for (MemberId id : posters) {
      Member member = state.member(id);
      if (member == null || !member.isActive() || member.isActiveSteward()) {
        return RosterCheck.POSTERS;
      }
    }
    return state.isKnownKey(postKey) ? RosterCheck.POST_KEY_KNOWN : null;
  }

  static boolean isTimer(int seconds) {
    return seconds == 0 || (seconds >= MIN_TIMER && seconds <= MAX_TIMER);
  }

  /** The logs that every space has, of now and of later: their ids are small numbers. */
  private static boolean isReserved(LogId id) {
    byte[] bytes = id.bytes();
    for (int i = 0; i < bytes.length - 1; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
