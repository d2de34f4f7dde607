package org.understory.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.DistributionId;
import org.understory.core.compartment.CompartmentState;
import org.understory.core.content.Body;
import org.understory.core.content.Content;
import org.understory.core.content.ContentCodec;
import org.understory.core.content.Franking;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.Sealer;
import org.understory.core.view.JsonWriter;
import org.understory.signal.ProtocolException;
import org.understory.signal.codec.Bytes;
import org.understory.signal.group.GroupProof;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * Reports of messages to who looks after their channel ({@code docs/protocol.md#report}): made from
 * what lies beside a message, and believed as far as this device's own record goes.
 */
final class Reports {
  /** Reports that have not left: by channel, message and author. */
  private static final String OUT = "rx/";

  private static final String IN = "re/";

  /** Open reports of one member. */
  private static final int MAX_OPEN = 100;

  private static final int ID = 16;

  private final Device device;
  private final Membership membership;
  private final Circles circles;
  private final Compartments compartments;
  private final Sessions sessions;
  private final Chains chains;
  private final Evidence evidence;
  private final Directs directs;

  Reports(Parts parts) {
    device = parts.device;
    membership = parts.membership;
    circles = parts.circles;
    compartments = parts.compartments;
    sessions = parts.sessions;
    chains = parts.chains;
    evidence = parts.evidence;
    directs = parts.directs;
  }

  /** How far a report is to be believed. */
  enum Proof {
    PROVEN,
    UNPROVEN,
    NO_RECORD,
    MISMATCH;

    String word() {
      return switch (this) {
        case PROVEN -> "proven";
        case UNPROVEN -> "unproven";
        case NO_RECORD -> "no-record";
        case MISMATCH -> "mismatch";
      };
    }
  }

  /** What came of looking at one; content null where nothing of it is to be shown. */
  record Found(Proof proof, @Nullable Content content) {
    @Override
    public String toString() {
      return "Found[" + proof + "]";
    }
  }

  // ---- who reports

  String report(LogId channel, List<MessageRow> rows, String words) {
    byte[] text = words.getBytes(StandardCharsets.UTF_8);
    if (rows.isEmpty() || text.length > PairwiseBody.Report.MAX_WORDS) {
      return rows.isEmpty() ? Codes.NO_SUCH : Codes.TEXT_LENGTH;
    }
    boolean direct = directs.of(channel) != null;
    for (MessageRow row : rows) {
      boolean own = row.member().equals(device.keys().member());
      if (own || recipients(row).isEmpty() || (!direct && evidence.of(row) == null)) {
        return own ? Codes.SELF : Codes.NOT_ALLOWED;
      }
    }
    for (MessageRow row : rows) {
      device.rows.put(OUT + row.key(), text);
    }
    pump();
    return "";
  }

  /** Sends what has not left, once there are sessions. */
  void pump() {
    for (Map.Entry<String, byte[]> out : List.copyOf(device.rows.scan(OUT).entrySet())) {
      byte[] row = device.rows.get(out.getKey().substring(OUT.length()));
      MessageRow message = row == null ? null : MessageRow.decode(row);
      List<DeviceKeys> to = message == null ? List.of() : recipients(message);
      PairwiseBody.Report report =
          message == null
              ? null
              : made(message, new String(out.getValue(), StandardCharsets.UTF_8));
      if (report == null || to.isEmpty()) {
        device.rows.delete(out.getKey()); // it has disappeared, or nobody is there to tell
      } else if (sessions.ready(to) && !sessions.deposit(to, report).isEmpty()) {
        device.rows.delete(out.getKey());
      }
    }
  }

  private PairwiseBody.@Nullable Report made(MessageRow row, String words) {
    byte[] none = new byte[0];
    Circle circle = circles.of(row.channel());
    if (circle.isDirect()) {
      byte[] content = ContentCodec.encode(row.content(circle, new Epoch(1, 0)));
      return new PairwiseBody.Report(row.channel(), words, content, none, none, none);
    }
    Evidence.Kept kept = evidence.of(row);
    byte[] message = kept == null ? null : Franking.message(kept.whole());
    return kept == null || message == null
        ? null
        : new PairwiseBody.Report(
            row.channel(), words, none, message, kept.seed(), Franking.commitment(kept.whole()));
  }

  /** The devices of who looks after the channel, but for the author's and the own. */
  private List<DeviceKeys> recipients(MessageRow row) {
    List<DeviceKeys> to = new ArrayList<>();
    for (DeviceKeys keys : membership.others()) {
      boolean party =
          keys.member().equals(row.member()) || keys.member().equals(device.keys().member());
      if (!party && looksAfter(keys.member(), row.channel())) {
        to.add(keys);
      }
    }
    return to;
  }

  private boolean looksAfter(MemberId member, LogId channel) {
    Compartment narrow = compartments.of(channel);
    if (narrow == null) {
      return membership.isSteward(member);
    }
    CompartmentState.Person person = narrow.state().person(member);
    return person != null && person.keeps();
  }

  // ---- to whom

  /** Takes in what a member reports, where this one looks after the channel. */
  void take(DeviceKeys from, PairwiseBody.Report report) {
    if (!looksAfter(device.keys().member(), report.channel())) {
      return;
    }
    Found found = judged(from.member(), report);
    int open = 0;
    for (byte[] row : device.rows.scan(IN).values()) {
      open += Row.decode(row).by.equals(from.member().hex()) ? 1 : 0;
    }
    if (found == null || open >= MAX_OPEN) {
      return;
    }
    long until = device.now() + device.expiry().capSeconds() * 1000L;
    Row row = Row.of(device.now(), from.member(), report, found, author(found.content()));
    device.rows.put(
        IN + Hex.of(device.random(ID)), Bytes.concat(Sealer.u64(until), row.encode()), until);
    device.changed();
  }

  private String author(@Nullable Content content) {
    DeviceKeys keys = content == null ? null : membership.everKeysOf(content.device());
    return keys == null ? "" : keys.member().hex();
  }

  /** What a report is worth by this device's own record; null for one that is nothing at all. */
  @Nullable Found judged(MemberId from, PairwiseBody.Report report) {
    try {
      if (report.content().length > 0) {
        return claimed(from, report);
      }
      byte[] chain = GroupProof.distributionIdOf(report.message());
      if (!evidence.knows(chain)) {
        return new Found(Proof.NO_RECORD, null);
      }
      byte[] bytes = evidence.proven(chain, report.message(), report.seed());
      Content content = bytes == null ? null : ContentCodec.decode(bytes);
      boolean proven =
          bytes != null
              && content != null
              && belongs(content, chain, report.channel())
              && Franking.opens(device.sealer, content, bytes, report.commitment());
      return proven ? new Found(Proof.PROVEN, content) : new Found(Proof.MISMATCH, null);
    } catch (ProtocolException | InvalidWireException e) {
      return new Found(Proof.MISMATCH, null);
    }
  }

  /** Whether the content is of the chain that it was signed in, and of the channel named. */
  private boolean belongs(Content content, byte[] chain, LogId channel) {
    Chains.Origin origin = chains.origin(DistributionId.named(chain));
    Circle circle = circles.of(channel);
    return origin != null
        && circle.logs().contains(channel)
        && content.group().equals(circle.id())
        && content.channel().equals(channel)
        && origin.channel().equals(channel)
        && origin.device().equals(content.device())
        && origin.generation() == content.epoch().generation();
  }

  private @Nullable Found claimed(MemberId from, PairwiseBody.Report report)
      throws InvalidWireException {
    Content content = ContentCodec.decode(report.content());
    DeviceKeys author = membership.everKeysOf(content.device());
    boolean theirs =
        author != null
            && Arrays.equals(
                directs.channel(from, author.member()).bytes(), report.channel().bytes())
            && content.channel().equals(report.channel());
    return theirs ? new Found(Proof.UNPROVEN, content) : null;
  }

  String dismiss(String id) {
    boolean known = device.rows.has(IN + id);
    device.rows.delete(IN + id);
    device.changed();
    return known ? "" : Codes.NO_SUCH;
  }

  void purge() {
    device.purge(IN);
  }

  /** All that are open, as JSON. */
  String json() {
    JsonWriter out = new JsonWriter().beginObject().beginArray("reports");
    for (Map.Entry<String, byte[]> kept : device.rows.scan(IN).entrySet()) {
      Row row = Row.decode(kept.getValue());
      out.beginObject()
          .member("id", kept.getKey().substring(IN.length()))
          .member("by", row.by)
          .member("at", row.at)
          .member("channel", row.channel)
          .member("text", row.words)
          .beginArray("messages");
      out.beginObject()
          .member("id", row.message)
          .member("author", row.author)
          .member("text", row.text)
          .member("sent", row.sent)
          .member("proven", row.proof == Proof.PROVEN)
          .member("proof", row.proof.word())
          .endObject()
          .endArray()
          .endObject();
    }
    return out.endArray().endObject().text();
  }

  /** A report as a steward keeps it. */
  private record Row(
      long at,
      String by,
      String channel,
      String words,
      String message,
      String author,
      String text,
      long sent,
      Proof proof) {

    static Row of(long at, MemberId by, PairwiseBody.Report report, Found found, String author) {
      Content content = found.content();
      return new Row(
          at,
          by.hex(),
          report.channel().hex(),
          report.words(),
          content == null ? "" : content.id().hex(),
          author,
          content == null ? "" : text(content.body()),
          content == null ? 0 : content.sent(),
          found.proof());
    }

    private static String text(Body body) {
      return switch (body) {
        case Body.Text text -> text.text();
        case Body.Edit edit -> edit.text();
        case Body.Poll poll -> poll.question();
        default -> "";
      };
    }

    byte[] encode() {
      var out = new ProtoWriter();
      var any = Bounds.upTo(1 << 16);
      out.number(1, at, Bounds.ANY);
      out.string(2, by, any);
      out.string(3, channel, any);
      out.string(4, words, any);
      out.string(5, message, any);
      out.string(6, author, any);
      out.string(7, text, any);
      out.number(8, sent, Bounds.ANY);
      out.number(9, proof.ordinal(), Bounds.ANY_INT);
      return out.toByteArray();
    }

    static Row decode(byte[] kept) {
      try {
        var in = new ProtoReader(Bytes.slice(kept, Long.BYTES, kept.length));
        var any = Bounds.upTo(1 << 16);
        Row row =
            new Row(
                in.number(1, Bounds.ANY),
                in.string(2, any),
                in.string(3, any),
                in.string(4, any),
                in.string(5, any),
                in.string(6, any),
                in.string(7, any),
                in.number(8, Bounds.ANY),
                Proof.values()[in.smallNumber(9, Bounds.ANY_INT)]);
        in.end();
        return row;
      } catch (InvalidWireException e) {
        throw new IllegalStateException("a stored report cannot be read", e);
      }
    }

    @Override
    public String toString() {
      return "Row[" + proof + "]";
    }
  }
}
