package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.ChannelSeal;
import org.understory.core.channel.Expiry;
import org.understory.core.channel.SenderChain;
import org.understory.core.content.Body;
import org.understory.core.content.Content;
import org.understory.core.content.ContentChain;
import org.understory.core.content.ContentCodec;
import org.understory.core.content.Franking;
import org.understory.core.content.MessageId;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Outbox;
import org.understory.core.sync.Purpose;
import org.understory.signal.ProtocolException;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Greeting;
import org.understory.wire.frame.Refusal;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * Own messages on their way out ({@code docs/protocol.md#messages}): written down first, encrypted
 * when the connection has proved the current epoch, encrypted again when the epoch moved meanwhile,
 * and in the timeline once however often they were sent.
 */
final class Posting {
  /** What the server said of itself last: it changes when the server lost what it had. */
  static final String INCARNATION = "incarnation";

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
  private final Messages messages;

  /** Written, and not handed to the outbox in the current epoch; by row key. */
  private final TreeMap<String, MessageRow> queued = new TreeMap<>();

  private final Map<String, MessageRow> underWay = new HashMap<>();

  Posting(
      Device device,
      Circles circles,
      Sessions sessions,
      Chains chains,
      Resending resending,
      SendGate gate,
      Messages messages) {
    this.device = device;
    this.circles = circles;
    this.sessions = sessions;
    this.chains = chains;
    this.resending = resending;
    this.gate = gate;
    this.sent = new SentEnvelopes(device);
    this.contents = new OwnContents(device);
    this.messages = messages;
  }

  void load() {
    for (MessageRow message : own("")) {
      String key = message.key();
      if (message.state() == MessageRow.State.QUEUED) {
        (device.outbox().holds(Purpose.POST, key) ? underWay : queued).put(key, message);
      }
    }
  }

  /** The messages of this device in a channel, or in all where none is named. */
  private List<MessageRow> own(String channel) {
    List<MessageRow> own = new ArrayList<>();
    for (String prefix : new String[] {MessageRow.PREFIX, MessageRow.ABOUT}) {
      for (Map.Entry<String, byte[]> row : device.rows.scan(prefix + channel).entrySet()) {
        String key = row.getKey();
        int from = key.length() - 64; // a key ends with device and id
        if (device.hasKeys() && key.startsWith(device.keys().device().hex(), from)) {
          own.add(MessageRow.decode(row.getValue()));
        }
      }
    }
    return own;
  }

  /**
   * The server lost what it was given: own messages that have not disappeared are posted again, the
   * same ones ({@code docs/protocol.md#incarnation}). Only what can still be there: no older than
   * the content cap.
   */
  private void again() {
    long since = device.now() - device.expiry().capSeconds() * 1000L;
    for (MessageRow message : own("")) {
      boolean alive = message.expiry() == 0 || message.expiry() > device.now();
      if (message.state() == MessageRow.State.SENT
          && message.seq() > 0
          && alive
          && message.sent() > since) {
        MessageRow waiting = message.with(MessageRow.State.QUEUED, "");
        messages.save(waiting);
        queued.put(waiting.key(), waiting);
      }
    }
  }

  /** How many own messages the server has not acknowledged. */
  int waiting() {
    return queued.size() + underWay.size();
  }

  /**
   * Writes a message.
   *
   * @param timerSeconds that it is to live where that is shorter than the channel's timer; 0: not
   * @param leads whether the own member may take away what others said, or pin it
   */
  void post(LogId channel, Body body, int timerSeconds, boolean leads) {
    post(written(channel, body, timerSeconds, leads));
  }

  /** A message as it would be written now. */
  MessageRow written(LogId channel, Body body, int timerSeconds, boolean leads) {
    long written = device.now();
    return new MessageRow(
        channel,
        MessageId.of(device.random(MessageId.LENGTH)),
        device.keys().device(),
        device.keys().member(),
        body,
        written,
        0,
        0,
        timerSeconds,
        MessageRow.State.QUEUED,
        "",
        0,
        new byte[0],
        device.random(Franking.LENGTH),
        0,
        false,
        leads,
        0);
  }

  /** Sends what was written. */
  void post(MessageRow message) {
    messages.take(message);
    queue(message);
  }

  /** Sends a message whose row is there. */
  void queue(MessageRow message) {
    queued.put(message.key(), message);
  }

  void post(LogId channel, String text) {
    post(channel, new Body.Text(text), 0, false);
  }

  /** Encrypts what waits and is not held, as far as sessions and keys are there. */
  void pump() {
    Greeting greeting = device.greeting();
    byte[] known = device.facts.bytes(INCARNATION);
    if (greeting != null && !Arrays.equals(known, greeting.incarnation())) {
      device.facts.bytes(INCARNATION, greeting.incarnation());
      if (known != null) {
        again();
      }
    }
    for (MessageRow message : List.copyOf(queued.values())) {
      if (!device.rows.has(message.key())) {
        queued.remove(message.key()); // it went with what it is about
        continue;
      }
      Circle circle = circles.of(message.channel());
      EpochSecret secret = circle.sending();
      if (secret == null
          || gate.held(message.channel()) != null
          || !gate.isReady(message.channel())) {
        continue;
      }
      Epoch epoch = new Epoch(secret.generation(), secret.step());
      if (circle instanceof DirectCircle direct) {
        sendDirect(message, direct, epoch);
        continue;
      }
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

  /** Ready to be encrypted: with number, time and lease; null when its time is over. */
  private @Nullable MessageRow ready(MessageRow written) {
    MessageRow message =
        (written.sent() == 0 ? numbered(written) : written).unleased(!gate.isLeased());
    if (message.expiry() != 0 && message.expiry() <= device.now()) {
      fail(message, "expired");
      return null;
    }
    return message;
  }

  /** To every device of both, once there is a session with one of the other member. */
  private void sendDirect(MessageRow written, DirectCircle circle, Epoch epoch) {
    List<DeviceKeys> devices = circle.others();
    boolean reachable = false;
    if (sessions.ready(devices)) {
      for (DeviceKeys one : circle.othersOfPeer()) {
        reachable |= sessions.with(one.device());
      }
    }
    MessageRow message = reachable ? ready(written) : null;
    if (message == null) {
      return;
    }
    messages.save(message);
    queued.remove(message.key());
    underWay.put(message.key(), message);
    byte[] content = ContentCodec.encode(message.content(circle, epoch));
    sessions.deposit(
        devices, new PairwiseBody.Direct(circle.other(), content), Purpose.POST, message.key());
  }

  private void send(MessageRow written, SenderChain chain, EpochSecret secret, Epoch epoch)
      throws ProtocolException {
    MessageRow message = ready(written);
    if (message == null) {
      return;
    }
    byte[] content = ContentCodec.encode(message.content(circles.of(message.channel()), epoch));
    long outer = device.expiry().outer(message.expiry(), device.serverNow());
    long end = message.expiry() == 0 ? outer * 1000 : message.expiry();
    resending.keepState(chain, epoch, end);
    byte[] inner =
        device.engine.groupEncrypt(
            device.store(),
            Sessions.address(device.keys().device()),
            chains.distributionId(chain).bytes(),
            content);
    byte[] commitment = Franking.commit(device.sealer, message.frankingKey(), content);
    byte[] envelope =
        ChannelSeal.seal(
            device.sealer,
            secret,
            device.facts.space(),
            message.channel(),
            outer,
            Franking.framed(inner, commitment));
    chains.save(chain.afterMessage());
    messages.save(message);
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
    Circle circle = circles.of(message.channel());
    int timer = shorter(circle.timer(message.channel()), message.timer());
    MessageId target = message.target();
    MessageRow about = target == null ? null : messages.first(message.channel(), target);
    if (about != null && about.expiry() != 0 && about.sent() != 0) {
      timer = shorter(timer, (int) ((about.expiry() - about.sent()) / 1000));
    }
    MessageRow numbered =
        message.attempted(
            device.now(), Expiry.inner(device.now(), timer), last.seq() + 1, last.hash());
    Content content = numbered.content(circle, new Epoch(1, 0));
    contents.last(
        message.channel(),
        new OwnContents.Last(numbered.seq(), ContentChain.hash(device.sealer, content)));
    return numbered;
  }

  /** The shorter of two timers; 0 stands for none. */
  private static int shorter(int one, int other) {
    return one == 0 || (other != 0 && other < one) ? other : one;
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
      sentAt(message.key(), position);
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
    queued.values().removeIf(message -> message.channel().equals(channel));
    underWay.values().removeIf(message -> message.channel().equals(channel));
    messages.forget(channel);
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
    if (message.target() == null) {
      messages.save(message.with(MessageRow.State.FAILED, why));
    } else {
      messages.remove(message); // a sign or a vote is made again, not tried again
    }
  }

  /** Whether this log entry is one of our own, which is in the timeline already. */
  boolean recognise(byte[] envelope, long position) {
    String message = sent.take(envelope);
    if (message == null) {
      return false;
    }
    sentAt(message, position);
    return true;
  }

  private void sentAt(String key, long position) {
    byte[] kept = device.rows.get(key);
    if (kept != null) {
      messages.save(MessageRow.decode(kept).at(position));
      queued.remove(key);
    }
  }

  /** The store went back: numbers given since by another copy of it are left out. */
  void skipAhead() {
    contents.skipAhead(circles.all());
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
      contents.skipAhead(circles.all());
      chains.replaceOwn();
    }
  }

  /** A message whose time is over is not tried again. */
  void expired(String key) {
    queued.remove(key);
    underWay.remove(key);
  }
}
