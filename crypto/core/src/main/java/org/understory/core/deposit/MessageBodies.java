package org.understory.core.deposit;

import org.understory.core.content.ContentCodec;
import org.understory.core.content.MessageId;
import org.understory.core.roster.MemberId;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;

/** Bodies 12 to 14 of a {@link Pairwise}: messages that go from device to device. */
final class MessageBodies {
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds CONTENT = Bounds.of(1, ContentCodec.MAX_CONTENT);
  private static final Bounds CONTENT_OR_NONE = Bounds.upTo(ContentCodec.MAX_CONTENT);
  private static final Bounds WORDS = Bounds.upTo(PairwiseBody.Report.MAX_WORDS);
  private static final Bounds MESSAGE = Bounds.upTo(ContentCodec.MAX_CONTENT + 256);
  private static final Bounds HASH_OR_NONE = Bounds.exactlyOrNone(32);

  private MessageBodies() {}

  static PairwiseBody.Direct readDirect(ProtoReader in) throws InvalidWireException {
    return new PairwiseBody.Direct(MemberId.of(in.bytes(1, ID)), in.bytes(2, CONTENT));
  }

  static void write(ProtoWriter out, PairwiseBody.Direct direct) {
    out.bytes(1, direct.with().bytes(), ID);
    out.bytes(2, direct.content(), CONTENT);
  }

  static PairwiseBody.Report readReport(ProtoReader in) throws InvalidWireException {
    PairwiseBody.Report report =
        new PairwiseBody.Report(
            LogId.of(in.bytes(1, ID)),
            in.string(2, WORDS),
            in.bytes(3, CONTENT_OR_NONE),
            in.bytes(4, MESSAGE),
            in.bytes(5, HASH_OR_NONE),
            in.bytes(6, HASH_OR_NONE));
    in.agree(isWhole(report));
    return report;
  }

  static void write(ProtoWriter out, PairwiseBody.Report report) {
    out.agree(isWhole(report));
    out.bytes(1, report.channel().bytes(), ID);
    out.string(2, report.words(), WORDS);
    out.bytes(3, report.content(), CONTENT_OR_NONE);
    out.bytes(4, report.message(), MESSAGE);
    out.bytes(5, report.seed(), HASH_OR_NONE);
    out.bytes(6, report.commitment(), HASH_OR_NONE);
  }

  /** A claim has the content alone, a proof all but that. */
  private static boolean isWhole(PairwiseBody.Report report) {
    boolean claim = report.content().length > 0;
    return (report.message().length == 0) == claim
        && (report.seed().length == 0) == claim
        && (report.commitment().length == 0) == claim;
  }

  static PairwiseBody.Burnt readBurnt(ProtoReader in) throws InvalidWireException {
    return new PairwiseBody.Burnt(
        LogId.of(in.bytes(1, ID)), MessageId.of(in.bytes(2, ID)), in.number(3, Bounds.ANY));
  }

  static void write(ProtoWriter out, PairwiseBody.Burnt burnt) {
    out.bytes(1, burnt.channel().bytes(), ID);
    out.bytes(2, burnt.message().bytes(), ID);
    out.number(3, burnt.until(), Bounds.ANY);
  }
}
