package org.understory.core;

import java.util.List;
import org.understory.core.channel.ChannelSeal;
import org.understory.core.channel.DistributionId;
import org.understory.core.channel.EpochSeal;
import org.understory.core.content.Body;
import org.understory.core.content.Content;
import org.understory.core.content.ContentChain;
import org.understory.core.content.ContentCheck;
import org.understory.core.content.ContentCodec;
import org.understory.core.content.Found;
import org.understory.core.content.Franking;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.signal.OpenedGroupMessage;
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

  /** Messages of one device that wait for the roster (FK-7). */
  private static final int MAX_HELD = 100;

  private final Device device;
  private final Membership membership;
  private final Circles circles;
  private final Chains chains;
  private final Asking asking;
  private final Forgetting forgetting;
  private final Posting posting;
  private final Seen seen;
  private final Quarantine quarantine;
  private final Messages messages;
  private final Evidence evidence;
  private final Burning burning;
  private final Directs directs;
  private final Receipts receipts;

  /** Something came since the last try that may open what waits. */
  private boolean retryDue = true;

  Reading(
      Device device,
      Membership membership,
      Circles circles,
      Chains chains,
      Asking asking,
      Forgetting forgetting,
      Posting posting,
      Seen seen,
      Quarantine quarantine,
      Messages messages,
      Evidence evidence,
      Burning burning,
      Directs directs,
      Receipts receipts) {
    this.device = device;
    this.membership = membership;
    this.circles = circles;
    this.chains = chains;
    this.asking = asking;
    this.forgetting = forgetting;
    this.posting = posting;
    this.seen = seen;
    this.quarantine = quarantine;
    this.messages = messages;
    this.evidence = evidence;
    this.burning = burning;
    this.directs = directs;
    this.receipts = receipts;
  }

  /** The first position of a log that was not taken in yet. */
  long next(LogId log) {
    byte[] row = device.rows.get(NEXT + log.hex());
    return row == null ? 0 : Sealer.u64(row, 0);
  }

  void next(LogId log, long position) {
    device.rows.put(NEXT + log.hex(), Sealer.u64(position));
  }

  /** Positions below this count as read. */
  long readUpTo(LogId channel) {
    return device.facts.number("read/" + channel.hex());
  }

  /** Everything before this position counts as read; nothing becomes unread. */
  void markRead(LogId channel, long position) {
    if (position > readUpTo(channel)) {
      device.facts.number("read/" + channel.hex(), position);
      device.changed();
    }
  }

  /** A direct message, from a session with its author's device. */
  void direct(LogId channel, DeviceId author, Content content) {
    long cap = device.expiry().cap(device.serverNow());
    Raw raw = new Raw(channel, next(channel), cap, device.now(), 0, ContentCodec.encode(content));
    Chains.Origin origin = new Chains.Origin(author, channel, content.epoch().generation());
    settle(raw, take(raw, content.epoch(), origin, content));
    next(channel, raw.position() + 1);
  }

  void forget(LogId channel) {
    device.rows.deleteAll(Raw.prefix(channel));
    device.rows.delete(NEXT + channel.hex());
    device.facts.bytes("read/" + channel.hex(), null);
    retryDue = true; // nothing waits for its chains any more
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

  /** Asks for what opens an item of a timeline, where that was not asked just now. */
  boolean askAgain(String item) {
    for (byte[] row : List.copyOf(device.rows.scan(Raw.PREFIX).values())) {
      Raw raw = Raw.decode(row);
      if (raw.item().equals(item)) {
        return asking.again(raw.key());
      }
    }
    return false;
  }

  /** A chain came: what waited for it opens. */
  void chainCame(DistributionId id) {
    for (String key : asking.waitingFor(id)) {
      byte[] row = device.rows.get(key);
      if (row != null) {
        Raw raw = Raw.decode(row);
        settle(raw, read(raw));
      }
    }
  }

  /** The roster or an epoch's secret moved on: what waited for that may open. */
  void rosterMoved() {
    retryDue = true;
  }

  /** Tries everything again that could not be read, when something came that may change that. */
  void retry() {
    if (!retryDue) {
      return;
    }
    retryDue = false;
    asking.clear();
    for (byte[] row : List.copyOf(device.rows.scan(Raw.PREFIX).values())) {
      Raw raw = Raw.decode(row);
      if (raw.reason().pending()) {
        settle(raw, read(raw));
      }
    }
    asking.prune();
  }

  private void settle(Raw raw, ReadReason reason) {
    if (reason != ReadReason.NO_SENDER_KEY) {
      asking.settled(raw.key());
    }
    if (reason == ReadReason.DONE) {
      device.rows.delete(raw.key());
    } else if (reason != ReadReason.NO_ROSTER) { // which is kept decrypted, by take
      keep(raw, raw.because(reason));
    }
    device.changed();
  }

  private ReadReason read(Raw raw) {
    if (raw.reason() == ReadReason.NO_ROSTER) {
      return readHeld(raw);
    }
    Epoch epoch = EpochSeal.epochOf(raw.body());
    if (epoch == null) {
      return ReadReason.BAD;
    }
    Circle circle = circles.of(raw.channel());
    if (circle.isOver(raw.channel(), epoch, raw.position())) {
      return ReadReason.DONE; // a late post of an epoch that had ended: void
    }
    EpochSecret secret = circle.secret(epoch);
    if (secret == null) {
      return circle.isBehind(epoch) ? ReadReason.BEFORE_JOINING : ReadReason.NO_EPOCH;
    }
    byte[] whole =
        ChannelSeal.open(
            device.sealer, secret, device.facts.space(), raw.channel(), raw.expiry(), raw.body());
    return whole == null ? ReadReason.BAD : decrypt(raw, epoch, whole);
  }

  private ReadReason decrypt(Raw raw, Epoch epoch, byte[] whole) {
    byte[] message = Franking.message(whole);
    if (message == null) {
      return ReadReason.BAD;
    }
    try {
      DistributionId id = DistributionId.named(device.engine.distributionIdOf(message));
      Chains.Origin origin = chains.origin(id);
      if (origin == null && chains.isOwn(id, raw.channel(), epoch.generation())) {
        posting.anotherCopyPosted(raw.channel());
        return ReadReason.CHAIN_MOVED_ON;
      }
      if (origin == null) {
        return lacking(raw, epoch, id);
      }
      if (!origin.channel().equals(raw.channel()) || origin.generation() != epoch.generation()) {
        return ReadReason.BAD;
      }
      return decrypt(raw, epoch, id, origin, message, whole);
    } catch (ProtocolException e) {
      return ReadReason.BAD;
    }
  }

  private ReadReason decrypt(
      Raw raw, Epoch epoch, DistributionId id, Chains.Origin origin, byte[] message, byte[] whole) {
    try {
      OpenedGroupMessage opened =
          device.engine.openGroup(
              device.store(), Sessions.address(origin.device()), message, device.now());
      forgetting.read(origin, id);
      Content content = ContentCodec.decode(opened.plaintext());
      byte[] commitment = Franking.commitment(whole);
      if (!Franking.opens(device.sealer, content, opened.plaintext(), commitment)) {
        return ReadReason.UNCOMMITTED;
      }
      ReadReason reason = take(raw, epoch, origin, content);
      if (reason == ReadReason.DONE || reason == ReadReason.NO_ROSTER) {
        evidence.keep(content, whole, opened.seed());
      }
      return reason;
    } catch (ProtocolException e) {
      return switch (e.reason()) {
        case DUPLICATE -> raw.tried() ? ReadReason.CHAIN_MOVED_ON : ReadReason.DONE;
        case NO_SENDER_KEY -> lacking(raw, epoch, id);
        default -> ReadReason.BAD;
      };
    } catch (InvalidWireException e) {
      return ReadReason.BAD;
    }
  }

  /** Tries a content again that named a roster head which was not known here. */
  private ReadReason readHeld(Raw raw) {
    try {
      Content content = ContentCodec.decode(raw.body());
      Chains.Origin origin =
          new Chains.Origin(content.device(), raw.channel(), content.epoch().generation());
      return take(raw, content.epoch(), origin, content);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored content cannot be read", e);
    }
  }

  private ReadReason lacking(Raw raw, Epoch epoch, DistributionId id) {
    asking.want(id, epoch.generation(), raw);
    return ReadReason.NO_SENDER_KEY;
  }

  /** Its key is used up, so the content itself waits for the roster; of one sender not for ever. */
  private ReadReason hold(Raw raw, Content content) {
    long waiting =
        device.rows.scan(Raw.PREFIX).values().stream()
            .map(Raw::decode)
            .filter(
                other -> !other.key().equals(raw.key()) && other.holdsContentOf(content.device()))
            .count();
    if (waiting >= MAX_HELD) {
      return ReadReason.DONE;
    }
    keep(raw, raw.held(ContentCodec.encode(content)));
    return ReadReason.NO_ROSTER;
  }

  private void keep(Raw raw, Raw as) {
    device.rows.put(raw.key(), as.encode(), device.ownTime(raw.expiry()));
  }

  private ReadReason take(Raw raw, Epoch epoch, Chains.Origin origin, Content content) {
    DeviceKeys author = membership.everKeysOf(origin.device());
    if (author == null) {
      return ReadReason.BAD;
    }
    Circle circle = circles.of(raw.channel());
    Found found =
        new Found(
            circle.id(),
            raw.channel(),
            origin.device(),
            epoch,
            circle.isDirect() ? 0 : raw.expiry(),
            device.now(),
            circle.timer(raw.channel()));
    ContentCheck.Result result = ContentCheck.check(content, found, seen, device.expiry());
    if (!(result instanceof ContentCheck.Accepted accepted)) {
      ContentCheck.Refused refused = (ContentCheck.Refused) result;
      return switch (refused.refusal()) {
        case REPEATED_ID, REPEATED_SEQ, EXPIRED -> ReadReason.DONE;
        default -> ReadReason.BAD;
      };
    }
    if (circle.id().equals(device.facts.group())) {
      quarantine.claimed(origin.device(), content.rosterSeq(), content.rosterHead());
    }
    if (!circle.names(content.rosterSeq(), content.rosterHead())) {
      return hold(raw, content);
    }
    seen.remember(content, ContentChain.hash(device.sealer, content));
    if (!membership.mayWrite(
        raw.channel(), author.member(), content.rosterSeq(), accepted.sent())) {
      return ReadReason.DONE; // whoever forwards it: in this channel it says nothing
    }
    if (content.body() instanceof Body.UnknownBody) {
      return ReadReason.NEWER_CLIENT;
    }
    keep(raw, circle, author.member(), accepted);
    return ReadReason.DONE;
  }

  private void keep(Raw raw, Circle circle, MemberId author, ContentCheck.Accepted accepted) {
    Content content = accepted.content();
    boolean active =
        circle.isActive(content.device()) && membership.mayWrite(raw.channel(), author);
    boolean refers = content.body().target() != null;
    if ((refers && !active) || burning.isBurnt(raw.channel(), content.id())) {
      return; // whoever is out changes nothing any more; what was to be seen once was
    }
    if (content.body() instanceof Body.Receipt receipt) {
      receipts.told(raw.channel(), content.device(), receipt.day());
      return;
    }
    if (content.body() instanceof Body.DirectTimer timer) {
      directs.timer(raw.channel(), timer.seconds());
    }
    MessageRow message =
        new MessageRow(
            raw.channel(),
            content.id(),
            content.device(),
            author,
            content.body(),
            accepted.sent(),
            accepted.sent(),
            accepted.expiry(),
            0,
            active ? MessageRow.State.RECEIVED : MessageRow.State.UNCONFIRMED,
            "",
            content.seq(),
            content.prevHash(),
            content.frankingKey(),
            raw.position() + 1,
            content.noLease(),
            leads(circle, author, content),
            refers ? 0 : seen.takeLacking(content.device(), raw.channel()));
    messages.take(message);
    device.changed();
  }

  /** Whether it may take others' messages away, or pin them. */
  private boolean leads(Circle circle, MemberId author, Content content) {
    boolean asked = content.body() instanceof Body.Delete || content.body() instanceof Body.Pin;
    boolean mayPin =
        content.body() instanceof Body.Pin
            && (circle.isDirect() || membership.isAnnouncement(content.channel()));
    return mayPin || (asked && circle.leads(author, content.rosterSeq(), content.epoch()));
  }
}
