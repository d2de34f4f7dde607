package org.understory.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.ChannelSeal;
import org.understory.core.channel.DistributionId;
import org.understory.core.channel.EpochSeal;
import org.understory.core.content.Body;
import org.understory.core.content.Content;
import org.understory.core.content.ContentCheck;
import org.understory.core.content.ContentCodec;
import org.understory.core.content.Found;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.seal.EpochSecret;
import org.understory.signal.ProtocolException;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * Channel messages on their way in ({@code docs/protocol.md#content-checks}). What cannot be read
 * yet is kept as it came and tried again when a chain, a secret or a roster entry arrives ({@code
 * #pending}).
 */
final class Reading {
  private static final String NEXT = "cp/";

  /** How long to wait for a sender key before its owner is asked. */
  private static final long ASK_AFTER_MILLIS = 5_000;

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final Chains chains;
  private final Posting posting;
  private final Seen seen;

  Reading(
      Device device,
      Membership membership,
      Sessions sessions,
      Chains chains,
      Posting posting,
      Seen seen) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.chains = chains;
    this.posting = posting;
    this.seen = seen;
  }

  /** The first position of a log that was not taken in yet. */
  long next(LogId log) {
    byte[] row = device.rows.get(NEXT + log.hex());
    return row == null ? 0 : Long.parseLong(Hex.of(row), 16);
  }

  void next(LogId log, long position) {
    device.rows.put(NEXT + log.hex(), Hex.parse(Hex.of(position)));
  }

  /** Positions below this count as read. */
  long readUpTo(LogId channel) {
    return device.facts.number("read/" + channel.hex());
  }

  void markRead(LogId channel) {
    device.facts.number("read/" + channel.hex(), next(channel));
    device.changed();
  }

  /** Takes in entries of a channel's log, in the order of their positions. */
  void entries(LogId channel, List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      if (entry.position() < next(channel)) {
        continue;
      }
      if (!posting.recognise(entry.body(), entry.position())) {
        Raw raw = new Raw(channel, entry.position(), entry.expiry(), device.now(), 0, entry.body());
        settle(raw, read(raw));
      }
      next(channel, entry.position() + 1);
    }
  }

  /** Tries everything again that could not be read. */
  void retry() {
    for (byte[] row : List.copyOf(device.rows.scan(Raw.PREFIX).values())) {
      Raw raw = Raw.decode(row);
      if (raw.reason().pending()) {
        settle(raw, read(raw));
      }
    }
  }

  private void settle(Raw raw, Reason reason) {
    if (reason == Reason.DONE) {
      device.rows.delete(raw.key());
    } else {
      device.rows.put(raw.key(), raw.because(reason).encode());
      device.expiresAt(raw.expiry() * 1000);
    }
    device.changed();
  }

  private Reason read(Raw raw) {
    Epoch epoch = EpochSeal.epochOf(raw.body());
    if (epoch == null) {
      return Reason.BAD;
    }
    if (membership.isOver(raw.channel(), epoch, raw.position())) {
      return Reason.DONE; // a late post of an epoch that had ended: void
    }
    EpochSecret secret = device.epochs.secret(epoch.generation(), epoch.step());
    if (secret == null) {
      return membership.isBehind(epoch) ? Reason.BEFORE_JOINING : Reason.NO_EPOCH;
    }
    byte[] message =
        ChannelSeal.open(
            device.sealer, secret, device.facts.space(), raw.channel(), raw.expiry(), raw.body());
    return message == null ? Reason.BAD : decrypt(raw, epoch, message);
  }

  private Reason decrypt(Raw raw, Epoch epoch, byte[] message) {
    try {
      DistributionId distributionId = DistributionId.named(device.engine.distributionIdOf(message));
      Chains.Origin origin = chains.origin(distributionId);
      if (origin == null) {
        ask(raw, epoch, distributionId);
        return Reason.NO_SENDER_KEY;
      }
      if (!origin.channel().equals(raw.channel()) || origin.generation() != epoch.generation()) {
        return Reason.BAD;
      }
      byte[] content =
          device.engine.groupDecrypt(
              device.store(), Sessions.address(origin.device()), message, device.now());
      return take(raw, epoch, origin, ContentCodec.decode(content));
    } catch (ProtocolException e) {
      return switch (e.reason()) {
        case DUPLICATE -> raw.tried() ? Reason.CHAIN_MOVED_ON : Reason.DONE;
        case NO_SENDER_KEY -> Reason.NO_SENDER_KEY;
        default -> Reason.BAD;
      };
    } catch (InvalidWireException e) {
      return Reason.BAD;
    }
  }

  private Reason take(Raw raw, Epoch epoch, Chains.Origin origin, Content content) {
    DeviceKeys author = membership.everKeysOf(origin.device());
    if (author == null) {
      return Reason.BAD;
    }
    Found found =
        new Found(
            device.facts.group(),
            raw.channel(),
            origin.device(),
            epoch,
            raw.expiry(),
            device.now(),
            membership.timer(raw.channel()));
    ContentCheck.Result result = ContentCheck.check(content, found, seen, device.expiry());
    if (!(result instanceof ContentCheck.Accepted accepted)) {
      ContentCheck.Refused refused = (ContentCheck.Refused) result;
      return switch (refused.refusal()) {
        case REPEATED_ID, REPEATED_SEQ, EXPIRED -> Reason.DONE;
        default -> Reason.BAD;
      };
    }
    seen.remember(content);
    if (!(content.body() instanceof Body.Text text)) {
      return Reason.NEWER_CLIENT;
    }
    MessageRow.State state =
        membership.isActive(origin.device())
            ? MessageRow.State.RECEIVED
            : MessageRow.State.UNCONFIRMED;
    MessageRow message =
        new MessageRow(
            raw.channel(),
            content.id(),
            origin.device(),
            author.member(),
            text.text(),
            accepted.sent(),
            accepted.sent(),
            accepted.expiry(),
            state,
            "",
            content.seq(),
            content.prevHash(),
            raw.position() + 1);
    device.rows.put(message.key(), message.encode());
    if (message.expiry() != 0) {
      device.expiresAt(message.expiry());
    }
    device.changed();
    return Reason.DONE;
  }

  /**
   * Asks the owner of a chain for its current state, once, after it had time to arrive by itself.
   */
  private void ask(Raw raw, Epoch epoch, DistributionId distributionId) {
    if (device.now() - raw.at() < ASK_AFTER_MILLIS || !membership.isCurrent()) {
      return;
    }
    String key = "ask/" + distributionId.hex();
    if (device.rows.get(key) != null) {
      return;
    }
    DeviceKeys owner = chains.ownerOf(distributionId, raw.channel(), epoch.generation());
    if (owner != null && sessions.ready(List.of(owner)) && sessions.with(owner.device())) {
      sessions.deposit(
          List.of(owner), new PairwiseBody.SenderKeyRequest(raw.channel(), distributionId));
      device.rows.put(key, new byte[] {1});
    }
  }

  /** Whether anything waits for a sender key that was not asked for yet. */
  boolean waiting() {
    for (byte[] row : device.rows.scan(Raw.PREFIX).values()) {
      if (Raw.decode(row).reason().pending()) {
        return true;
      }
    }
    return false;
  }

  /** Deletes what disappeared: messages by their exact expiry, unread entries by their bucket. */
  void purge() {
    for (Map.Entry<String, byte[]> row :
        List.copyOf(device.rows.scan(MessageRow.PREFIX).entrySet())) {
      MessageRow message = MessageRow.decode(row.getValue());
      if (message.expiry() != 0 && message.expiry() <= device.now()) {
        device.rows.delete(row.getKey());
        posting.expired(row.getKey());
        device.changed();
      } else if (message.expiry() != 0) {
        device.expiresAt(message.expiry());
      }
    }
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(Raw.PREFIX).entrySet())) {
      long end = Raw.decode(row.getValue()).expiry() * 1000 + device.now() - device.serverNow();
      if (end <= device.now()) {
        device.rows.delete(row.getKey());
        device.changed();
      } else {
        device.expiresAt(end);
      }
    }
  }

  /** Why an entry is not in the timeline. Numbers are stored. */
  enum Reason {
    DONE(0, ""),
    NO_SENDER_KEY(1, "no-sender-key"),
    NO_EPOCH(2, "no-epoch"),
    NO_ROSTER(3, "no-roster"),
    BEFORE_JOINING(4, "before-joining"),
    CHAIN_MOVED_ON(5, "chain-moved-on"),
    NEWER_CLIENT(6, "newer-client"),
    BAD(7, "bad");

    private final int number;
    private final String word;

    Reason(int number, String word) {
      this.number = number;
      this.word = word;
    }

    int number() {
      return number;
    }

    String word() {
      return word;
    }

    boolean pending() {
      return this == NO_SENDER_KEY || this == NO_EPOCH || this == NO_ROSTER;
    }

    static @Nullable Reason of(int number) {
      for (Reason reason : values()) {
        if (reason.number == number) {
          return reason;
        }
      }
      return null;
    }
  }
}
