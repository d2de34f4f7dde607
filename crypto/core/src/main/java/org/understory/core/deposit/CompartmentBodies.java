package org.understory.core.deposit;

import org.understory.core.roster.GroupId;
import org.understory.core.roster.Opening;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;

/**
 * Bodies 18, 28, 29 and 32 of a {@link Pairwise}: what compartments need ({@code message.proto}).
 */
final class CompartmentBodies {
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds GENERATION = Bounds.of(1, Integer.MAX_VALUE);
  private static final Bounds KIND = Bounds.of(1, 255);
  private static final Bounds BODY = Bounds.of(1, 4096);
  private static final Bounds APPROVAL = Bounds.upTo(256);
  private static final Bounds ENTRIES = Bounds.of(1, PairwiseBody.CompartmentEnd.MOST_ENTRIES);
  private static final Bounds ENTRY = Bounds.of(1, PairwiseBody.CompartmentEnd.MAX_BYTES);

  private CompartmentBodies() {}

  static PairwiseBody.CompartmentVoice readVoice(ProtoReader in) throws InvalidWireException {
    return new PairwiseBody.CompartmentVoice(
        GroupId.of(in.bytes(1, HASH)),
        in.smallNumber(2, KIND),
        in.bytes(3, BODY),
        in.bytes(4, APPROVAL));
  }

  static void write(ProtoWriter out, PairwiseBody.CompartmentVoice voice) {
    out.bytes(1, voice.compartment().bytes(), HASH);
    out.number(2, voice.kind(), KIND);
    out.bytes(3, voice.body(), BODY);
    out.bytes(4, voice.approval(), APPROVAL);
  }

  static PairwiseBody.CompartmentSecret readSecret(ProtoReader in) throws InvalidWireException {
    GroupId compartment = GroupId.of(in.bytes(1, HASH));
    int generation = in.smallNumber(2, GENERATION);
    int step = in.smallNumber(3, Bounds.ANY_INT);
    byte[] secret = in.bytes(4, HASH);
    return new PairwiseBody.CompartmentSecret(
        compartment,
        EpochSecret.of(EpochSecret.Of.COMPARTMENT, generation, step, secret),
        in.smallNumber(5, GENERATION),
        in.bytes(6, HASH),
        LogId.of(in.bytes(7, ID)),
        in.optionalMessage(8, Opening::read));
  }

  static void write(ProtoWriter out, PairwiseBody.CompartmentSecret body) {
    out.bytes(1, body.compartment().bytes(), HASH);
    out.number(2, body.secret().generation(), GENERATION);
    out.number(3, body.secret().step(), Bounds.ANY_INT);
    out.bytes(4, body.secret().secretBytes(), HASH);
    out.number(5, body.rosterKeyGeneration(), GENERATION);
    out.bytes(6, body.rosterKey(), HASH);
    out.bytes(7, body.rosterLog().bytes(), ID);
    out.message(8, body.name(), Opening::write);
  }

  static PairwiseBody.CompartmentAsk readAsk(ProtoReader in) throws InvalidWireException {
    return new PairwiseBody.CompartmentAsk(GroupId.of(in.bytes(1, HASH)));
  }

  static void write(ProtoWriter out, PairwiseBody.CompartmentAsk ask) {
    out.bytes(1, ask.compartment().bytes(), HASH);
  }

  static PairwiseBody.CompartmentEnd readEnd(ProtoReader in) throws InvalidWireException {
    return new PairwiseBody.CompartmentEnd(
        GroupId.of(in.bytes(1, HASH)), in.repeatedBytes(2, ENTRIES, ENTRY));
  }

  static void write(ProtoWriter out, PairwiseBody.CompartmentEnd end) {
    out.bytes(1, end.compartment().bytes(), HASH);
    out.repeatedBytes(2, end.entries(), ENTRIES, ENTRY);
  }
}
