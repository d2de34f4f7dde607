package org.understory.wire.frame;

import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/** Reads and writes the messages of steward keys and the deletion of a space. */
final class StewardCodec {
  private StewardCodec() {}

  static void writeStewardSet(ProtoWriter w, StewardSet m) {
    w.agree(agrees(m));
    w.number(1, m.version(), Limits.POSITIVE_LONG);
    w.repeatedBytes(2, m.keys(), Limits.STEWARD_KEYS, Limits.KEY);
    w.number(3, m.threshold(), Limits.THRESHOLD);
    w.messages(4, m.signatures(), Limits.SIGNATURES, StewardCodec::writeStewardSignature);
    w.bytes(5, m.rescueKey(), Limits.KEY_OR_NONE);
  }

  static StewardSet readStewardSet(ProtoReader r) throws InvalidWireException {
    StewardSet m =
        new StewardSet(
            r.number(1, Limits.POSITIVE_LONG),
            r.repeatedBytes(2, Limits.STEWARD_KEYS, Limits.KEY),
            r.smallNumber(3, Limits.THRESHOLD),
            r.messages(4, Limits.SIGNATURES, StewardCodec::readStewardSignature),
            r.bytes(5, Limits.KEY_OR_NONE));
    r.agree(agrees(m));
    return m;
  }

  static void writeStewardSignature(ProtoWriter w, StewardSignature m) {
    w.bytes(1, m.key(), Limits.KEY);
    w.bytes(2, m.signature(), Limits.SIGNATURE);
  }

  static StewardSignature readStewardSignature(ProtoReader r) throws InvalidWireException {
    return new StewardSignature(r.bytes(1, Limits.KEY), r.bytes(2, Limits.SIGNATURE));
  }

  static void writeDeleteSpace(ProtoWriter w, DeleteSpace m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.space().bytes(), Limits.ID);
    w.number(3, m.setVersion(), Limits.POSITIVE_LONG);
    w.messages(4, m.signatures(), Limits.SIGNATURES, StewardCodec::writeStewardSignature);
  }

  static DeleteSpace readDeleteSpace(ProtoReader r) throws InvalidWireException {
    return new DeleteSpace(
        WriteId.of(r.bytes(1, Limits.ID)),
        SpaceId.of(r.bytes(2, Limits.ID)),
        r.number(3, Limits.POSITIVE_LONG),
        r.messages(4, Limits.SIGNATURES, StewardCodec::readStewardSignature));
  }

  static void writeCancelDeletion(ProtoWriter w, CancelDeletion m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.space().bytes(), Limits.ID);
    w.number(3, m.setVersion(), Limits.POSITIVE_LONG);
    w.messages(4, m.signatures(), Limits.SIGNATURES, StewardCodec::writeStewardSignature);
  }

  static CancelDeletion readCancelDeletion(ProtoReader r) throws InvalidWireException {
    return new CancelDeletion(
        WriteId.of(r.bytes(1, Limits.ID)),
        SpaceId.of(r.bytes(2, Limits.ID)),
        r.number(3, Limits.POSITIVE_LONG),
        r.messages(4, Limits.SIGNATURES, StewardCodec::readStewardSignature));
  }

  static void writeReplaceStewardKey(ProtoWriter w, ReplaceStewardKey m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.space().bytes(), Limits.ID);
    w.bytes(3, m.oldKey(), Limits.KEY);
    w.bytes(4, m.newKey(), Limits.KEY);
    w.number(5, m.setVersion(), Limits.POSITIVE_LONG);
    w.bytes(6, m.signature(), Limits.SIGNATURE);
  }

  static ReplaceStewardKey readReplaceStewardKey(ProtoReader r) throws InvalidWireException {
    return new ReplaceStewardKey(
        WriteId.of(r.bytes(1, Limits.ID)),
        SpaceId.of(r.bytes(2, Limits.ID)),
        r.bytes(3, Limits.KEY),
        r.bytes(4, Limits.KEY),
        r.number(5, Limits.POSITIVE_LONG),
        r.bytes(6, Limits.SIGNATURE));
  }

  static void writeDeletionScheduled(ProtoWriter w, DeletionScheduled m) {
    w.number(1, m.at(), Bounds.ANY);
  }

  static DeletionScheduled readDeletionScheduled(ProtoReader r) throws InvalidWireException {
    return new DeletionScheduled(r.number(1, Bounds.ANY));
  }

  private static boolean agrees(StewardSet m) {
    for (int i = 1; i < m.keys().size(); i++) {
      if (compare(m.keys().get(i - 1), m.keys().get(i)) >= 0) {
        return false;
      }
    }
    for (byte[] key : m.keys()) {
      if (m.rescueKey().length != 0 && compare(key, m.rescueKey()) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Compares keys of the same length as unsigned bytes. */
  private static int compare(byte[] a, byte[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        return (a[i] & 0xff) - (b[i] & 0xff);
      }
    }
    return 0;
  }
}
