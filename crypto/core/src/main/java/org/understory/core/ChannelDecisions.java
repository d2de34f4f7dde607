package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Channel;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.IdList;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.Opening;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.id.LogId;

/** What one steward decides about channels: new ones, their timers, and who writes in which. */
final class ChannelDecisions implements Drafter {
  private static final int MAX_CHANNELS = 200;
  private static final int MAX_POSTERS = 64;
  private static final byte[] OPEN = {};

  /** Stands before the posters' ids. */
  private static final byte ANNOUNCEMENT = 1;

  private final Device device;
  private final Membership membership;
  private final Stewarding stewarding;
  private final Announcements announcements;

  ChannelDecisions(
      Device device, Membership membership, Stewarding stewarding, Announcements announcements) {
    this.device = device;
    this.membership = membership;
    this.stewarding = stewarding;
    this.announcements = announcements;
  }

  // ---- acts

  String create(String name, int timer) {
    return create(name, timer, OPEN);
  }

  /** A channel in which stewards and posters write. */
  String createAnnouncement(String name, int timer, @Nullable List<MemberId> posters) {
    return posters == null || posters.size() > MAX_POSTERS
        ? Codes.NO_SUCH
        : create(name, timer, body(posters));
  }

  private String create(String name, int timer, byte[] body) {
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    if (!Codes.isName(name)) {
      return Codes.NAME_LENGTH;
    }
    if (!Codes.isTimer(timer)) {
      return Codes.TIMER_RANGE;
    }
    if (membership.state().channels().size() >= MAX_CHANNELS) {
      return Codes.BUSY;
    }
    stewarding.intend(Intent.Kind.CHANNEL, device.random(16), name, timer, body);
    return "";
  }

  String setTimer(String id, int timer) {
    Channel channel = channel(id);
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    if (!Codes.isTimer(timer)) {
      return Codes.TIMER_RANGE;
    }
    if (channel == null) {
      return Codes.NO_SUCH;
    }
    if (!channel.range().allows(timer)) {
      return Codes.TIMER_RANGE;
    }
    stewarding.intend(Intent.Kind.TIMER, channel.id().bytes(), "", timer, OPEN);
    return "";
  }

  /** Says who may write in an announcement channel besides the stewards. */
  String setPosters(String id, @Nullable List<MemberId> posters) {
    Channel channel = channel(id);
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    if (channel == null
        || !channel.isAnnouncement()
        || posters == null
        || posters.size() > MAX_POSTERS) {
      return Codes.NO_SUCH;
    }
    stewarding.intend(Intent.Kind.POSTERS, channel.id().bytes(), "", 0, body(posters));
    return "";
  }

  private @Nullable Channel channel(String id) {
    for (Channel channel : membership.state().channels().values()) {
      if (channel.id().hex().equals(id)) {
        return channel;
      }
    }
    return null;
  }

  private static byte[] body(List<MemberId> posters) {
    byte[] body = new byte[1 + 16 * posters.size()];
    body[0] = ANNOUNCEMENT;
    for (int i = 0; i < posters.size(); i++) {
      System.arraycopy(posters.get(i).bytes(), 0, body, 1 + 16 * i, 16);
    }
    return body;
  }

  /** Those who may be posters still: members who hold no office, which lets them write anyway. */
  private List<MemberId> posters(byte[] body) {
    List<MemberId> posters = new ArrayList<>();
    for (int at = 1; at < body.length; at += 16) {
      MemberId id = MemberId.of(Arrays.copyOfRange(body, at, at + 16));
      Member member = membership.state().member(id);
      if (member != null && member.isActive() && !member.isActiveSteward()) {
        posters.add(id);
      }
    }
    return IdList.sorted(posters);
  }

  // ---- commits

  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    LogId log = LogId.of(intent.subject());
    Channel known = membership.state().channel(log);
    return switch (intent.kind()) {
      case TIMER -> timer(draft, intent, known);
      case POSTERS -> {
        if (known == null) {
          yield Drafted.NOTHING;
        }
        announcements.put(draft, log, posters(intent.body()));
        yield Drafted.DONE;
      }
      default -> known == null ? channel(draft, intent, log) : Drafted.NOTHING;
    };
  }

  private Drafted channel(CommitDraft draft, Intent intent, LogId log) {
    EpochSecret secret = membership.secret();
    if (secret == null) {
      return Drafted.WAIT;
    }
    boolean announcement = intent.body().length > 0;
    byte[] postKey = announcement ? announcements.freshKey(log) : OPEN;
    Opening name = Opening.fresh(device.sealer.randomness(), NameKind.CHANNEL, intent.text());
    ChannelEntry entry =
        new ChannelEntry(
            log,
            name.commitment(device.sealer).value(),
            (int) intent.number(),
            postKey,
            announcement ? posters(intent.body()) : List.of());
    draft.put(draft.author().append(entry), secret, List.of(name));
    draft.logs.add(new LogKeys(log, OPEN, postKey, announcement, false));
    return Drafted.DONE;
  }

  private Drafted timer(CommitDraft draft, Intent intent, @Nullable Channel known) {
    int timer = (int) intent.number();
    if (known == null || known.timer() == timer || !known.range().allows(timer)) {
      return Drafted.NOTHING;
    }
    draft.put(draft.author().append(Policy.timer(known.id(), timer)));
    return Drafted.DONE;
  }
}
