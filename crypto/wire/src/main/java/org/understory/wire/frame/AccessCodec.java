package org.understory.wire.frame;

import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Reads and writes the messages of proofs of keys, the greeting, and refusals. */
final class AccessCodec {
  private AccessCodec() {}

  static void writeProve(ProtoWriter w, Prove m) {
    w.agree(agrees(m));
    w.number(1, m.kind().number(), KeyKind.NUMBERS);
    Ids.write(w, 2, m.space());
    w.bytes(3, m.publicKey(), Limits.KEY);
    w.bytes(4, m.nonce(), Limits.NONCE);
    w.bytes(5, m.signature(), Limits.SIGNATURE);
    w.number(6, m.storeCounter(), Bounds.ANY);
  }

  static Prove readProve(ProtoReader r) throws InvalidWireException {
    Prove m =
        new Prove(
            KeyKind.of(r.smallNumber(1, KeyKind.NUMBERS)),
            Ids.read(r, 2, SpaceId::of),
            r.bytes(3, Limits.KEY),
            r.bytes(4, Limits.NONCE),
            r.bytes(5, Limits.SIGNATURE),
            r.number(6, Bounds.ANY));
    r.agree(agrees(m));
    return m;
  }

  static void writeGreeting(ProtoWriter w, Greeting m) {
    w.number(1, m.version(), Bounds.exactly(Limits.VERSION));
    w.bytes(2, m.incarnation(), Limits.INCARNATION);
    w.ascii(3, m.origin(), Limits.ORIGIN);
    w.number(4, m.now(), Bounds.ANY);
    w.bytes(5, m.nonce(), Limits.NONCE);
    w.number(6, m.nonceExpiry(), Bounds.ANY);
    w.number(7, m.bucketSeconds(), Limits.POSITIVE);
    w.number(8, m.contentCapSeconds(), Limits.POSITIVE);
  }

  static Greeting readGreeting(ProtoReader r) throws InvalidWireException {
    return new Greeting(
        r.version(1, Limits.VERSION),
        r.bytes(2, Limits.INCARNATION),
        r.ascii(3, Limits.ORIGIN),
        r.number(4, Bounds.ANY),
        r.bytes(5, Limits.NONCE),
        r.number(6, Bounds.ANY),
        r.smallNumber(7, Limits.POSITIVE),
        r.smallNumber(8, Limits.POSITIVE));
  }

  static void writeChallengeIssued(ProtoWriter w, ChallengeIssued m) {
    w.bytes(1, m.nonce(), Limits.NONCE);
    w.number(2, m.expiry(), Bounds.ANY);
  }

  static ChallengeIssued readChallengeIssued(ProtoReader r) throws InvalidWireException {
    return new ChallengeIssued(r.bytes(1, Limits.NONCE), r.number(2, Bounds.ANY));
  }

  static void writeProved(ProtoWriter w, Proved m) {
    w.bytes(1, m.nextNonce(), Limits.NONCE);
    w.number(2, m.nextNonceExpiry(), Bounds.ANY);
    w.number(3, m.previousCounter(), Bounds.ANY);
    Ids.write(w, 4, m.mailbox());
    w.bool(5, m.provisional());
    Ids.write(w, 6, m.space());
    w.bytes(7, m.requestKey(), Limits.KEY_OR_NONE);
    w.bytes(8, m.sheet(), Limits.SHEET);
  }

  static Proved readProved(ProtoReader r) throws InvalidWireException {
    return new Proved(
        r.bytes(1, Limits.NONCE),
        r.number(2, Bounds.ANY),
        r.number(3, Bounds.ANY),
        Ids.read(r, 4, MailboxId::of),
        r.bool(5),
        Ids.read(r, 6, SpaceId::of),
        r.bytes(7, Limits.KEY_OR_NONE),
        r.bytes(8, Limits.SHEET));
  }

  static void writeAccessEnded(ProtoWriter w, AccessEnded m) {
    w.agree(agrees(m));
    w.number(1, m.reason().number(), AccessEndedReason.NUMBERS);
    Ids.write(w, 2, m.log());
  }

  static AccessEnded readAccessEnded(ProtoReader r) throws InvalidWireException {
    AccessEnded m =
        new AccessEnded(
            AccessEndedReason.of(r.smallNumber(1, AccessEndedReason.NUMBERS)),
            Ids.read(r, 2, LogId::of));
    r.agree(agrees(m));
    return m;
  }

  static void writeRefusal(ProtoWriter w, Refusal m) {
    w.number(1, m.id(), Bounds.ANY);
    w.number(2, m.reason().number(), Reason.NUMBERS);
    w.number(3, m.current(), Bounds.ANY);
    w.number(4, m.retryAfter(), Bounds.ANY_INT);
  }

  static Refusal readRefusal(ProtoReader r) throws InvalidWireException {
    return new Refusal(
        r.number(1, Bounds.ANY),
        Reason.of(r.smallNumber(2, Reason.NUMBERS)),
        r.number(3, Bounds.ANY),
        r.smallNumber(4, Bounds.ANY_INT));
  }

  private static boolean agrees(AccessEnded m) {
    return (m.log() != null) == (m.reason() == AccessEndedReason.LOG_MOVED);
  }

  private static boolean agrees(Prove m) {
    boolean namesItsSpace = m.space() != null;
    return namesItsSpace == (m.kind() != KeyKind.DROP)
        && (m.storeCounter() == 0 || m.kind() == KeyKind.OWNER);
  }
}
