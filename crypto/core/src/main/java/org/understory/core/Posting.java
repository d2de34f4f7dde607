package org.understory.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.understory.core.channel.ChannelSeal;
import org.understory.core.channel.Expiry;
import org.understory.core.channel.SenderChain;
import org.understory.core.content.Body;
import org.understory.core.content.Content;
import org.understory.core.content.ContentChain;
import org.understory.core.content.ContentCodec;
import org.understory.core.content.MessageId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Outbox;
import org.understory.core.sync.Purpose;
import org.understory.signal.ProtocolException;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Refusal;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * Own messages on their way out ({@code docs/protocol.md#messages}): written down first, encrypted
 * when the connection has proved the current epoch, encrypted again when the epoch moved meanwhile,
 * and in the timeline once however often they were sent.
 */
final class Posting {
  private static final String COPY_NOTICED = "copy-noticed";
  private static final long COPY_AGAIN_MILLIS = 60 * 60_000L;

  private final Device device;
  private final Circles circles;
  private final Sessions sessions;
  private final Chains chains;
  private final Resending resending;
  private final SendGate gate;
  private final SentEnvelopes sent;
  private final OwnContents contents;

  /** Written, and not handed to the outbox in the current epoch; by row key. */
  private final TreeMap<String, MessageRow> queued = new TreeMap<>();

  private final Map<String, MessageRow> underWay = new HashMap<>();

  Posting(
      Device device,
      Circles circles,
      Sessions sessions,
      Chains chains,
      Resending resending,
      SendGate gate) {
    this.device = device;
    this.circles = circles;
    this.sessions = sessions;
    this.chains = chains;
    this.resending = resending;
    this.gate = gate;
    this.sent = new SentEnvelopes(device);
    this.contents = new OwnContents(device);
  }

  void load() {
    device
        .rows
        .scan(MessageRow.PREFIX)
        .forEach((key, row) -> {
          MessageRow message = MessageRow.decode(row);
          if (message.state() == MessageRow.State.QUEUED) {
            (device.outbox().holds(Purpose.POST, key) ? underWay : queued).put(key, message);
          }
        });
  }

  /** How many own messages the server has not acknowledged. */
  int waiting() {
    return queued.size() + underWay.size();
  }

  void post(LogId channel, String text) {
    long written = device.now();
    MessageRow message =
        new MessageRow(
            channel,
            MessageId.of(device.random(MessageId.LENGTH)),
            device.keys().device(),
            device.keys().member(),
            text,
            written,
            0,
            0,
            MessageRow.State.QUEUED,
            "",
            0,
            new byte[0],
            0,
            false);
    save(message);
    queued.put(message.key(), message);
  }

  /** Encrypts what waits and is not held, as far as sessions and keys are there. */
  void pump() {
    for (MessageRow message : List.copyOf(queued.values())) {
      EpochSecret secret = circles.of(message.channel()).sending();
      if (secret == null
          || gate.held(message.channel()) != null
          || !gate.isReady(message.channel())) {
        continue;
      }
      Epoch epoch = new Epoch(secret.generation(), secret.step());
      SenderChain chain = chains.current(message.channel(), epoch);
      List<DeviceKeys> lacking = chains.lacking(chain);
      if (!sessions.ready(lacking)) {
        continue;
      }
      try {
        chains.ensureKeys(chain);
        if (!lacking.isEmpty()) {
          chain = chains.distribute(chain, lacking);
        }
        send(message, chain, secret, epoch);
      } catch (ProtocolException e) {
        fail(message, "engine");
      }
    }
  }

  private void send(MessageRow written, SenderChain chain, EpochSecret secret, Epoch epoch)
      throws ProtocolException {
    MessageRow message =
        (written.sent() == 0 ? numbered(written) : written).unleased(!gate.isLeased());
    if (message.expiry() != 0 && message.expiry() <= device.now()) {
      fail(message, "expired");
      return;
    }
    Content content = content(message, epoch);
    long outer = device.expiry().outer(message.expiry(), device.serverNow());
    long end = message.expiry() == 0 ? outer * 1000 : message.expiry();
    resending.keepState(chain, epoch, end);
    byte[] inner =
        device.engine.groupEncrypt(
            device.store(),
            Sessions.address(device.keys().device()),
            chains.distributionId(chain).bytes(),
            ContentCodec.encode(content));
    byte[] envelope =
        ChannelSeal.seal(
            device.sealer, secret, device.facts.space(), message.channel(), outer, inner);
    chains.save(chain.afterMessage());
    save(message);
    sent.remember(envelope, message.key(), outer);
    queued.remove(message.key());
    underWay.put(message.key(), message);
    device
        .outbox()
        .add(
            Purpose.POST,
            message.key(),
            new Append(device.newWriteId(), message.channel(), outer, envelope));
  }

  /** Gives a message its place in this device's chain of contents, at the first attempt. */
  private MessageRow numbered(MessageRow message) {
    OwnContents.Last last = contents.last(message.channel());
    int timer = circles.of(message.channel()).timer(message.channel());
    MessageRow numbered =
        message.attempted(
            device.now(), Expiry.inner(device.now(), timer), last.seq() + 1, last.hash());
    Content content = content(numbered, new Epoch(1, 0));
    contents.last(
        message.channel(),
        new OwnContents.Last(numbered.seq(), ContentChain.hash(device.sealer, content)));
    return numbered;
  }

  private Content content(MessageRow message, Epoch epoch) {
    Circle circle = circles.of(message.channel());
    return new Content(
        message.id(),
        circle.id(),
        message.channel(),
        epoch,
        message.device(),
        message.seq(),
        message.prevHash(),
        circle.seq(),
        circle.head(),
        message.sent(),
        message.expiry(),
        message.unleased(),
        new Body.Text(message.text()));
  }

  /** The line moved over: what no server has yet is encrypted again, under another epoch. */
  void encryptAgain() {
    device.outbox().forget(Purpose.POST);
    for (String key : List.copyOf(underWay.keySet())) {
      MessageRow message = underWay.get(key);
      if (message != null && !device.outbox().holds(Purpose.POST, key)) {
        underWay.remove(key);
        queued.put(key, message);
      }
    }
  }

  /** The server has it. */
  void sent(String key, long position) {
    MessageRow message = underWay.remove(key);
    if (message != null) {
      save(message.at(position));
    }
  }

  /** The keys of its log moved: the same message is encrypted again under the next ones. */
  Outbox.Verdict again(String key) {
    MessageRow message = underWay.remove(key);
    if (message != null) {
      queued.put(key, message);
    }
    return Outbox.Verdict.DROP;
  }

  /** Forgets every own message of a channel, and how far they were numbered. */
  void forget(LogId channel) {
    String prefix = MessageRow.channelPrefix(channel);
    queued.keySet().removeIf(key -> key.startsWith(prefix));
    underWay.keySet().removeIf(key -> key.startsWith(prefix));
    device.rows.deleteAll(prefix);
    contents.forget(channel);
  }

  Outbox.Verdict refused(String key, Refusal refusal) {
    MessageRow message = underWay.get(key);
    if (message == null) {
      return Outbox.Verdict.DROP;
    }
    switch (refusal.reason()) {
      case STALE -> {
        // The epoch moved: the same message is encrypted again under the new one.
        return again(key);
      }
      case RATE_LIMITED, UNAVAILABLE -> {
        return Outbox.Verdict.AGAIN;
      }
      case EXPIRED, TOO_FAR -> fail(message, "clock");
      case QUOTA -> fail(message, "quota");
      default -> fail(message, "refused");
    }
    return Outbox.Verdict.DROP;
  }

  private void fail(MessageRow message, String why) {
    queued.remove(message.key());
    underWay.remove(message.key());
    save(message.with(MessageRow.State.FAILED, why));
  }

  private void save(MessageRow message) {
    device.rows.put(message.key(), message.encode());
    if (message.expiry() != 0) {
      device.expiresAt(message.expiry());
    }
    device.changed();
  }

  /** Whether this log entry is one of our own, which is in the timeline already. */
  boolean recognise(byte[] envelope, long position) {
    String message = sent.take(envelope);
    if (message == null) {
      return false;
    }
    byte[] kept = device.rows.get(message);
    if (kept != null) {
      save(MessageRow.decode(kept).at(position));
      queued.remove(message);
    }
    return true;
  }

  /** Forgets envelopes whose time is over. */
  void purge() {
    sent.purge();
  }

  /** The store went back: numbers given since by another copy of it are left out. */
  void skipAhead() {
    contents.skipAhead(circles.logs());
  }

  /**
   * The log shows a message under a chain of this device that it knows nothing of: the store went
   * back, though the server did not notice. Its number may not be given again, and its chain goes
   * on no more. Any member can forge such a message, so it counts now and then only.
   */
  void anotherCopyPosted(LogId channel) {
    Backoff noticed = Backoff.decode(device.facts.bytes(COPY_NOTICED));
    if (noticed.allows(device.now(), COPY_AGAIN_MILLIS)) {
      device.facts.bytes(COPY_NOTICED, noticed.taken(device.now(), COPY_AGAIN_MILLIS).encode());
      contents.skipAhead(circles.logs());
      chains.replaceOwn();
    }
  }

  /** A message whose time is over is not tried again. */
  void expired(String key) {
    queued.remove(key);
    underWay.remove(key);
  }
}
