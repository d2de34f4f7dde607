package org.understory.core.content;

import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * The canonical bytes of a {@link Content} ({@code message.proto}).
 *
 * <p><b>Guarantees.</b> What decodes encodes to the same bytes again, bodies of newer clients
 * included, so that a hash over either is one hash.
 */
public final class ContentCodec {
  /** The format this build writes and reads. */
  public static final int VERSION = 1;

  /** Most bytes of a body that certainly fits into a content. */
  public static final int MAX_BODY = 32 * 1024;

  /** Most bytes of one content. */
  public static final int MAX_CONTENT = 33 * 1024;

  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds HASH_OR_NONE = Bounds.exactlyOrNone(32);
  private static final Bounds FROM_ONE = Bounds.of(1, Long.MAX_VALUE);
  private static final Bounds GENERATION = Bounds.of(1, Integer.MAX_VALUE);
  private static final Bounds FRANKING_KEY = Bounds.exactly(Franking.LENGTH);
  private static final Bounds WHOLE = Bounds.of(1, MAX_CONTENT);

  private ContentCodec() {}

  /**
   * @throws IllegalArgumentException when a field is out of bounds
   */
  public static byte[] encode(Content content) {
    return ProtoWriter.encode(
        content,
        (out, c) -> {
          writeHead(out, c);
          out.number(5, c.epoch().generation(), GENERATION);
          out.number(6, c.epoch().step(), Bounds.ANY_INT);
          writeMiddle(out, c);
          out.number(10, c.rosterSeq(), Bounds.ANY);
          out.bytes(11, c.rosterHead(), HASH);
          writeTail(out, c, c.noLease());
        });
  }

  /** The bytes that {@link ContentChain} hashes: epoch, roster and lease fields left out. */
  static byte[] encodeForChain(Content content) {
    return ProtoWriter.encode(
        content,
        (out, c) -> {
          writeHead(out, c);
          writeMiddle(out, c);
          writeTail(out, c, false);
        });
  }

  /**
   * @throws InvalidWireException unless these are the canonical bytes of one content whose fields
   *     are within their bounds
   */
  public static Content decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(bytes, WHOLE, ContentCodec::read);
  }

  private static Content read(ProtoReader in) throws InvalidWireException {
    in.version(1, VERSION);
    MessageId id = MessageId.of(in.bytes(2, ID));
    GroupId group = GroupId.of(in.bytes(3, HASH));
    LogId channel = LogId.of(in.bytes(4, ID));
    Epoch epoch = new Epoch(in.smallNumber(5, GENERATION), in.smallNumber(6, Bounds.ANY_INT));
    DeviceId device = DeviceId.of(in.bytes(7, ID));
    long seq = in.number(8, FROM_ONE);
    byte[] prevHash = in.bytes(9, HASH_OR_NONE);
    in.agree((seq == 1) == (prevHash.length == 0));
    long rosterSeq = in.number(10, Bounds.ANY);
    byte[] rosterHead = in.bytes(11, HASH);
    long sent = in.number(12, FROM_ONE);
    long expiry = in.number(13, Bounds.ANY);
    in.agree(expiry == 0 || expiry > sent);
    return new Content(
        id,
        group,
        channel,
        epoch,
        device,
        seq,
        prevHash,
        rosterSeq,
        rosterHead,
        sent,
        expiry,
        in.bytes(14, FRANKING_KEY),
        in.bool(15),
        BodyCodec.read(in));
  }

  private static void writeHead(ProtoWriter out, Content c) {
    out.number(1, VERSION, Bounds.exactly(VERSION));
    out.bytes(2, c.id().bytes(), ID);
    out.bytes(3, c.group().bytes(), HASH);
    out.bytes(4, c.channel().bytes(), ID);
  }

  private static void writeMiddle(ProtoWriter out, Content c) {
    out.bytes(7, c.device().bytes(), ID);
    out.number(8, c.seq(), FROM_ONE);
    agree((c.seq() == 1) == (c.prevHash().length == 0), "only the first message has no hash");
    out.bytes(9, c.prevHash(), HASH_OR_NONE);
  }

  private static void writeTail(ProtoWriter out, Content c, boolean noLease) {
    out.number(12, c.sent(), FROM_ONE);
    agree(c.expiry() == 0 || c.expiry() > c.sent(), "a message expires after it was sent");
    out.number(13, c.expiry(), Bounds.ANY);
    out.bytes(14, c.frankingKey(), FRANKING_KEY);
    out.bool(15, noLease);
    BodyCodec.write(out, c.body());
  }

  private static void agree(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
