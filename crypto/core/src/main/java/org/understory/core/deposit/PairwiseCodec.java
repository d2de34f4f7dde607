package org.understory.core.deposit;

import org.understory.core.channel.DistributionId;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;

/** The canonical bytes of a {@link Pairwise} ({@code message.proto}). */
public final class PairwiseCodec {
  private static final int VERSION = 1;
  private static final int SENDER_KEY = 8;
  private static final int SENDER_KEY_REQUEST = 9;
  private static final int EPOCH_SECRET = 10;
  private static final int EMPTY = 11;
  private static final int DIRECT = 12;
  private static final int REPORT = 13;
  private static final int BURNT = 14;
  private static final int FORK_NOTICE = 20;
  private static final int RESCUE_SHARE = 21;
  private static final int RESCUE_SHARE_HANDED = 22;
  private static final int SHEET_SHARE = 27;
  private static final int LEASE_NOTICE = 23;
  private static final int STEWARD_SECRET = 24;
  private static final int VOUCH_ASK = 25;
  private static final int VOUCH_NOTICE = 26;
  private static final int COMPARTMENT_VOICE = 18;
  private static final int COMPARTMENT_SECRET = 28;
  private static final int COMPARTMENT_ASK = 29;
  private static final int POSTER_SECRET = 30;
  private static final int POSTER_ASK = 31;
  private static final int COMPARTMENT_END = 32;
  private static final int LAST_BODY_FIELD = 32;

  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds FROM_ONE = Bounds.of(1, Long.MAX_VALUE);
  private static final Bounds GENERATION = Bounds.of(1, Integer.MAX_VALUE);
  private static final Bounds DISTRIBUTION = Bounds.of(1, 1024);
  private static final Bounds SHARE_INDEX = Bounds.of(1, 255);
  private static final Bounds SHEET_INDEX = Bounds.of(1, 8);
  private static final Bounds SHEET_NEEDED = Bounds.of(2, 8);
  private static final Bounds CHECK = Bounds.exactly(8);
  private static final Bounds ENTRIES = Bounds.upTo(64);
  private static final Bounds ENTRY = Bounds.of(1, 16_384);
  private static final Bounds APPROVALS = Bounds.upTo(16);
  private static final Bounds APPROVAL = Bounds.of(1, 256);
  private static final Bounds UNKNOWN = Bounds.of(1, 32_768);
  private static final Bounds WHOLE = Bounds.of(1, 37 * 1024);

  private PairwiseCodec() {}

  static byte[] encode(Pairwise message) {
    return ProtoWriter.encode(
        message,
        (out, m) -> {
          out.number(1, VERSION, Bounds.exactly(VERSION));
          out.bytes(2, m.group().bytes(), HASH);
          out.bytes(3, m.sender().bytes(), ID);
          out.bytes(4, m.recipient().bytes(), ID);
          out.number(5, m.sent(), FROM_ONE);
          out.number(6, m.rosterSeq(), Bounds.ANY);
          out.bytes(7, m.rosterHead(), HASH);
          writeBody(out, m.body());
        });
  }

  static Pairwise decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        WHOLE,
        in -> {
          in.version(1, VERSION);
          return new Pairwise(
              GroupId.of(in.bytes(2, HASH)),
              DeviceId.of(in.bytes(3, ID)),
              DeviceId.of(in.bytes(4, ID)),
              in.number(5, FROM_ONE),
              in.number(6, Bounds.ANY),
              in.bytes(7, HASH),
              readBody(in));
        });
  }

  /** A body alone, as rows keep it. */
  public static byte[] encodeBody(PairwiseBody body) {
    return ProtoWriter.encode(body, PairwiseCodec::writeBody);
  }

  /**
   * @throws InvalidWireException unless these are the canonical bytes of one body
   */
  public static PairwiseBody decodeBody(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(bytes, WHOLE, PairwiseCodec::readBody);
  }

  private static PairwiseBody readBody(ProtoReader in) throws InvalidWireException {
    int field = in.nextField();
    return switch (field) {
      case SENDER_KEY -> in.message(field, PairwiseCodec::readSenderKey);
      case SENDER_KEY_REQUEST ->
          in.message(
              field,
              inner ->
                  new PairwiseBody.SenderKeyRequest(
                      LogId.of(inner.bytes(1, ID)), DistributionId.named(inner.bytes(2, ID))));
      case EPOCH_SECRET -> in.message(field, PairwiseCodec::readEpochSecret);
      case DIRECT -> in.message(field, MessageBodies::readDirect);
      case REPORT -> in.message(field, MessageBodies::readReport);
      case BURNT -> in.message(field, MessageBodies::readBurnt);
      case FORK_NOTICE ->
          in.message(
              field,
              inner ->
                  new PairwiseBody.ForkNotice(
                      inner.repeatedBytes(1, ENTRIES, ENTRY),
                      inner.repeatedBytes(2, APPROVALS, APPROVAL)));
      case RESCUE_SHARE, RESCUE_SHARE_HANDED ->
          in.message(field, inner -> readRescueShare(inner, field == RESCUE_SHARE_HANDED));
      case SHEET_SHARE -> in.message(field, PairwiseCodec::readSheetShare);
      case LEASE_NOTICE -> in.message(field, VettingBodies::readLeases);
      case STEWARD_SECRET -> in.message(field, VettingBodies::readStewardSecret);
      case VOUCH_ASK -> in.message(field, VettingBodies::readVouchAsk);
      case VOUCH_NOTICE -> in.message(field, VettingBodies::readVouch);
      case COMPARTMENT_VOICE -> in.message(field, CompartmentBodies::readVoice);
      case COMPARTMENT_SECRET -> in.message(field, CompartmentBodies::readSecret);
      case COMPARTMENT_ASK -> in.message(field, CompartmentBodies::readAsk);
      case COMPARTMENT_END -> in.message(field, CompartmentBodies::readEnd);
      case POSTER_SECRET ->
          in.message(
              field,
              inner ->
                  new PairwiseBody.PosterSecret(
                      LogId.of(inner.bytes(1, ID)), inner.bytes(2, HASH)));
      case POSTER_ASK ->
          in.message(field, inner -> new PairwiseBody.PosterAsk(LogId.of(inner.bytes(1, ID))));
      default -> {
        if (field > EMPTY && field <= LAST_BODY_FIELD) {
          in.bytes(field, UNKNOWN);
          yield new PairwiseBody.Unknown(field);
        }
        yield in.message(EMPTY, inner -> new PairwiseBody.Empty());
      }
    };
  }

  private static PairwiseBody.SenderKey readSenderKey(ProtoReader in) throws InvalidWireException {
    return new PairwiseBody.SenderKey(
        LogId.of(in.bytes(1, ID)),
        in.smallNumber(2, GENERATION),
        in.smallNumber(3, Bounds.ANY_INT),
        in.bytes(4, DISTRIBUTION));
  }

  private static PairwiseBody.EpochSecretBody readEpochSecret(ProtoReader in)
      throws InvalidWireException {
    int generation = in.smallNumber(1, GENERATION);
    int step = in.smallNumber(2, Bounds.ANY_INT);
    EpochSecret secret = EpochSecret.of(generation, step, in.bytes(3, HASH));
    return new PairwiseBody.EpochSecretBody(
        secret, in.smallNumber(4, GENERATION), in.bytes(5, HASH));
  }

  private static void writeBody(ProtoWriter out, PairwiseBody body) {
    switch (body) {
      case PairwiseBody.SenderKey key ->
          out.message(SENDER_KEY, key, PairwiseCodec::writeSenderKey);
      case PairwiseBody.ForkNotice fork ->
          out.message(
              FORK_NOTICE,
              fork,
              (inner, notice) -> {
                inner.repeatedBytes(1, notice.entries(), ENTRIES, ENTRY);
                inner.repeatedBytes(2, notice.approvals(), APPROVALS, APPROVAL);
              });
      case PairwiseBody.SenderKeyRequest request ->
          out.message(
              SENDER_KEY_REQUEST,
              request,
              (inner, r) -> {
                inner.bytes(1, r.channel().bytes(), ID);
                inner.bytes(2, r.distribution().bytes(), ID);
              });
      case PairwiseBody.EpochSecretBody epoch ->
          out.message(EPOCH_SECRET, epoch, PairwiseCodec::writeEpochSecret);
      case PairwiseBody.RescueShare share ->
          out.message(
              share.handed() ? RESCUE_SHARE_HANDED : RESCUE_SHARE,
              share,
              PairwiseCodec::writeRescueShare);
      case PairwiseBody.SheetShare share ->
          out.message(SHEET_SHARE, share, PairwiseCodec::writeSheetShare);
      case PairwiseBody.Empty empty -> out.message(EMPTY, empty, (inner, e) -> {});
      case PairwiseBody.Direct b -> out.message(DIRECT, b, MessageBodies::write);
      case PairwiseBody.Report b -> out.message(REPORT, b, MessageBodies::write);
      case PairwiseBody.Burnt b -> out.message(BURNT, b, MessageBodies::write);
      case PairwiseBody.LeaseNotice b -> out.message(LEASE_NOTICE, b, VettingBodies::write);
      case PairwiseBody.StewardSecret b -> out.message(STEWARD_SECRET, b, VettingBodies::write);
      case PairwiseBody.VouchAsk b -> out.message(VOUCH_ASK, b, VettingBodies::write);
      case PairwiseBody.VouchNotice b -> out.message(VOUCH_NOTICE, b, VettingBodies::write);
      case PairwiseBody.CompartmentVoice b ->
          out.message(COMPARTMENT_VOICE, b, CompartmentBodies::write);
      case PairwiseBody.CompartmentSecret b ->
          out.message(COMPARTMENT_SECRET, b, CompartmentBodies::write);
      case PairwiseBody.CompartmentAsk b ->
          out.message(COMPARTMENT_ASK, b, CompartmentBodies::write);
      case PairwiseBody.CompartmentEnd b ->
          out.message(COMPARTMENT_END, b, CompartmentBodies::write);
      case PairwiseBody.PosterSecret poster ->
          out.message(
              POSTER_SECRET,
              poster,
              (inner, p) -> {
                inner.bytes(1, p.channel().bytes(), ID);
                inner.bytes(2, p.secret(), HASH);
              });
      case PairwiseBody.PosterAsk ask ->
          out.message(POSTER_ASK, ask, (inner, a) -> inner.bytes(1, a.channel().bytes(), ID));
      case PairwiseBody.Unknown unknown ->
          throw new IllegalArgumentException("a body that is not known is never sent");
    }
  }

  private static void writeSenderKey(ProtoWriter out, PairwiseBody.SenderKey key) {
    out.bytes(1, key.channel().bytes(), ID);
    out.number(2, key.generation(), GENERATION);
    out.number(3, key.counter(), Bounds.ANY_INT);
    out.bytes(4, key.distribution(), DISTRIBUTION);
  }

  private static void writeEpochSecret(ProtoWriter out, PairwiseBody.EpochSecretBody body) {
    out.number(1, body.secret().generation(), GENERATION);
    out.number(2, body.secret().step(), Bounds.ANY_INT);
    out.bytes(3, body.secret().secretBytes(), HASH);
    out.number(4, body.rosterKeyGeneration(), GENERATION);
    out.bytes(5, body.rosterKey(), HASH);
  }

  private static void writeRescueShare(ProtoWriter out, PairwiseBody.RescueShare share) {
    out.number(1, share.index(), SHARE_INDEX);
    out.number(2, share.needed(), SHARE_INDEX);
    out.bytes(3, share.share(), HASH);
    out.bytes(4, share.key(), HASH);
    out.number(5, share.setVersion(), FROM_ONE);
  }

  private static PairwiseBody.RescueShare readRescueShare(ProtoReader in, boolean handed)
      throws InvalidWireException {
    return new PairwiseBody.RescueShare(
        handed,
        in.smallNumber(1, SHARE_INDEX),
        in.smallNumber(2, SHARE_INDEX),
        in.bytes(3, HASH),
        in.bytes(4, HASH),
        in.number(5, FROM_ONE));
  }

  private static void writeSheetShare(ProtoWriter out, PairwiseBody.SheetShare share) {
    out.bytes(1, share.owner().bytes(), ID);
    out.number(2, share.index(), SHEET_INDEX);
    out.number(3, share.needed(), SHEET_NEEDED);
    out.bytes(4, share.share(), ID);
    out.bytes(5, share.check(), CHECK);
    out.number(6, share.time(), FROM_ONE);
    out.bool(7, share.revoked());
  }

  private static PairwiseBody.SheetShare readSheetShare(ProtoReader in)
      throws InvalidWireException {
    return new PairwiseBody.SheetShare(
        MemberId.of(in.bytes(1, ID)),
        in.smallNumber(2, SHEET_INDEX),
        in.smallNumber(3, SHEET_NEEDED),
        in.bytes(4, ID),
        in.bytes(5, CHECK),
        in.number(6, FROM_ONE),
        in.bool(7));
  }
}
