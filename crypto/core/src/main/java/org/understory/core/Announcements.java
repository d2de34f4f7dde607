package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.Channel;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.IdList;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.sync.Connection;
import org.understory.core.sync.ReplyHandler;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.id.LogId;

/**
 * Announcement channels, in which few write (docs/decisions/0015): the secret behind a channel's
 * post key, which posters and stewards hold and hand on.
 */
final class Announcements {
  /** The secret of a channel's post key, and that key behind it. */
  private static final String SECRET = "ps/";

  /** Secrets that no applied entry names yet. */
  private static final String CANDIDATE = "pc/";

  /** The secret that this device made for the next key of a channel. */
  private static final String MADE = "pm/";

  /** Channels whose secret this device made and has not handed out. */
  private static final String GIVE = "pg/";

  private static final int MAX_CANDIDATES = 4;
  private static final long ASK_AGAIN_MILLIS = 60_000;

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> proved = new HashSet<>();
  private long askedAt;

  Announcements(Device device, Membership membership, Sessions sessions, SendGate gate) {
    gate.add(this::shut);
    gate.waitFor(this::unproved);
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
  }

  /** Proves the post keys of the channels that this device may write in. */
  void prove(Connection connection) {
    for (Channel channel : membership.state().channels().values()) {
      String key = Hex.of(channel.postKey());
      byte[] seed =
          !channel.isAnnouncement() || isShut(channel.id()) || asked.contains(key)
              ? null
              : seed(channel.id());
      if (seed != null) {
        asked.add(key);
        connection.prove(
            KeyKind.LOG, device.facts.space(), seed, 0, new Proving(key), device.now());
      }
    }
  }

  void disconnected() {
    asked.clear();
    proved.clear();
  }

  private final class Proving implements ReplyHandler {
    private final String key;

    Proving(String key) {
      this.key = key;
    }

    @Override
    public void replied(ReplyBody body, long now) {
      proved.add(key);
    }

    @Override
    public void refused(Refusal refusal, long now) {
      asked.remove(key);
    }
  }

  /** Whether only some may write in a channel, and this device's member is none of them. */
  private @Nullable String shut(LogId channel) {
    return isAnnouncement(channel) && isShut(channel) ? SendGate.NOT_POSTER : null;
  }

  /** Whether the server does not know yet that this device may. */
  private @Nullable String unproved(LogId channel) {
    Channel known = membership.state().channel(channel);
    boolean waits =
        known != null && known.isAnnouncement() && !proved.contains(Hex.of(known.postKey()));
    return waits ? SendGate.NOT_POSTER : null;
  }

  /** A fresh post key for a channel, 32 bytes; its secret waits for the entry that names it. */
  byte[] freshKey(LogId channel) {
    byte[] secret = device.rows.get(MADE + channel.hex());
    if (secret == null) {
      secret = device.random(32); // one until it is in the roster, however often a commit is built
      device.rows.put(MADE + channel.hex(), secret);
    }
    byte[] key = key(channel, secret);
    device.rows.put(candidate(channel, key), secret);
    device.rows.put(GIVE + channel.hex(), new byte[0]);
    return key;
  }

  /** Puts a POSTERS with a fresh key into a draft. */
  void put(CommitDraft draft, LogId channel, List<MemberId> posters) {
    byte[] key = freshKey(channel);
    draft.put(draft.author().append(new EntryBody.Posters(channel, key, IdList.sorted(posters))));
    draft.logs.add(new LogKeys(channel, new byte[0], key, true, false));
  }

  /** The seed of the access key with which this device posts to a channel; null without it. */
  byte @Nullable [] seed(LogId channel) {
    byte[] secret = secret(channel);
    return secret == null ? null : seed(channel, secret);
  }

  /** Whether only some may write there, and this device's member is none of them. */
  boolean isShut(LogId channel) {
    return !membership.state().mayPost(channel, device.keys().member());
  }

  /** Whether a channel needs a key of its own to post to. */
  boolean isAnnouncement(LogId channel) {
    Channel known = membership.state().channel(channel);
    return known != null && known.isAnnouncement();
  }

  /** The secret that gives the key of the applied entry, or null. */
  private byte @Nullable [] secret(LogId channel) {
    Channel known = membership.state().channel(channel);
    byte[] row = device.rows.get(SECRET + channel.hex());
    return known != null
            && row != null
            && Arrays.equals(Arrays.copyOfRange(row, 32, row.length), known.postKey())
        ? Arrays.copyOf(row, 32)
        : null;
  }

  /** PO-1: a secret counts once an applied entry names the key that it gives. */
  void take(PairwiseBody.PosterSecret body) {
    String prefix = CANDIDATE + body.channel().hex() + "/";
    if (device.rows.scan(prefix).size() < MAX_CANDIDATES) {
      device.rows.put(candidate(body.channel(), key(body.channel(), body.secret())), body.secret());
      rosterMoved();
    }
  }

  /** A poster or steward lacks the secret. */
  void answer(DeviceKeys sender, LogId channel) {
    byte[] secret = secret(channel);
    if (secret != null
        && membership.amSteward()
        && membership.state().mayPost(channel, sender.member())
        && sessions.ready(List.of(sender))) {
      sessions.deposit(List.of(sender), new PairwiseBody.PosterSecret(channel, secret));
    }
  }

  /** Takes secrets into use that the roster names now. */
  void rosterMoved() {
    for (Channel channel : membership.state().channels().values()) {
      byte[] waiting =
          channel.isAnnouncement()
              ? device.rows.get(candidate(channel.id(), channel.postKey()))
              : null;
      if (waiting != null) {
        byte[] row = Arrays.copyOf(waiting, 64);
        System.arraycopy(channel.postKey(), 0, row, 32, 32);
        device.rows.put(SECRET + channel.id().hex(), row);
        device.rows.deleteAll(CANDIDATE + channel.id().hex() + "/");
        device.rows.delete(MADE + channel.id().hex());
        device.changed();
      }
    }
  }

  /** Hands out what this device made, and asks for what it lacks. */
  void pump() {
    if (device.greeting() == null) {
      return;
    }
    for (String row : List.copyOf(device.rows.scan(GIVE).keySet())) {
      LogId channel = LogId.of(Hex.parse(row.substring(GIVE.length())));
      byte[] secret = secret(channel);
      List<DeviceKeys> targets = allowed(channel);
      if (secret != null && sessions.ready(targets)) {
        sessions.deposit(targets, new PairwiseBody.PosterSecret(channel, secret));
        device.rows.delete(row);
      }
    }
    if (device.now() - askedAt >= ASK_AGAIN_MILLIS) {
      ask();
    }
  }

  private void ask() {
    for (Channel channel : membership.state().channels().values()) {
      if (!channel.isAnnouncement() || isShut(channel.id()) || secret(channel.id()) != null) {
        continue;
      }
      List<DeviceKeys> stewards = new ArrayList<>();
      for (DeviceKeys other : membership.others()) {
        if (membership.state().stewardOf(other.device()) != null) {
          stewards.add(other);
        }
      }
      if (sessions.ready(stewards)) {
        askedAt = device.now();
        sessions.deposit(stewards, new PairwiseBody.PosterAsk(channel.id()));
      }
    }
  }

  private List<DeviceKeys> allowed(LogId channel) {
    List<DeviceKeys> allowed = new ArrayList<>();
    for (DeviceKeys other : membership.others()) {
      Member member = membership.state().memberOf(other.device());
      if (member != null && membership.state().mayPost(channel, member.id())) {
        allowed.add(other);
      }
    }
    return allowed;
  }

  private static String candidate(LogId channel, byte[] key) {
    return CANDIDATE + channel.hex() + "/" + Hex.of(key);
  }

  private byte[] seed(LogId channel, byte[] secret) {
    return device.sealer.derive(
        secret, "poster-access", device.facts.space().bytes(), channel.bytes());
  }

  private byte[] key(LogId channel, byte[] secret) {
    return device.sealer.primitives().ed25519().publicKey(seed(channel, secret));
  }
}
