package org.understory.wire.frame;

import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/** Reads and writes the messages of guarded logs and of lease slots. */
final class GuardedCodec {
  private GuardedCodec() {}

  static void writeLogKeys(ProtoWriter w, LogKeys m) {
    w.agree(agrees(m));
    w.bytes(1, m.log().bytes(), Limits.ID);
    w.bytes(2, m.readKey(), Limits.KEY_OR_NONE);
    w.bytes(3, m.postKey(), Limits.KEY_OR_NONE);
    w.bool(4, m.guarded());
    w.bool(5, m.durable());
  }

  static LogKeys readLogKeys(ProtoReader r) throws InvalidWireException {
    LogKeys m =
        new LogKeys(
            LogId.of(r.bytes(1, Limits.ID)),
            r.bytes(2, Limits.KEY_OR_NONE),
            r.bytes(3, Limits.KEY_OR_NONE),
            r.bool(4),
            r.bool(5));
    r.agree(agrees(m));
    return m;
  }

  static void writeOpenLogs(ProtoWriter w, OpenLogs m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.space().bytes(), Limits.ID);
    w.messages(3, m.logs(), Limits.OPENED_LOGS, GuardedCodec::writeLogKeys);
  }

  static OpenLogs readOpenLogs(ProtoReader r) throws InvalidWireException {
    return new OpenLogs(
        WriteId.of(r.bytes(1, Limits.ID)),
        SpaceId.of(r.bytes(2, Limits.ID)),
        r.messages(3, Limits.OPENED_LOGS, GuardedCodec::readLogKeys));
  }

  static void writeMoveLogs(ProtoWriter w, MoveLogs m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.space().bytes(), Limits.ID);
    w.bytes(3, m.rosterLog().bytes(), Limits.ID);
    w.number(4, m.expectedPosition(), Bounds.ANY);
    w.repeatedBytes(5, m.entries(), Limits.MOVED_ENTRIES, Limits.SEALED);
    w.messages(6, m.logs(), Limits.MOVED_LOGS, GuardedCodec::writeLogKeys);
  }

  static MoveLogs readMoveLogs(ProtoReader r) throws InvalidWireException {
    return new MoveLogs(
        WriteId.of(r.bytes(1, Limits.ID)),
        SpaceId.of(r.bytes(2, Limits.ID)),
        LogId.of(r.bytes(3, Limits.ID)),
        r.number(4, Bounds.ANY),
        r.repeatedBytes(5, Limits.MOVED_ENTRIES, Limits.SEALED),
        r.messages(6, Limits.MOVED_LOGS, GuardedCodec::readLogKeys));
  }

  static void writePutLease(ProtoWriter w, PutLease m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.space().bytes(), Limits.ID);
    w.bytes(3, m.body(), Limits.LEASE);
  }

  static PutLease readPutLease(ProtoReader r) throws InvalidWireException {
    return new PutLease(
        WriteId.of(r.bytes(1, Limits.ID)),
        SpaceId.of(r.bytes(2, Limits.ID)),
        r.bytes(3, Limits.LEASE));
  }

  static void writeLeases(ProtoWriter w, Leases m) {
    w.repeatedBytes(1, m.bodies(), Limits.LEASES, Limits.LEASE);
  }

  static Leases readLeases(ProtoReader r) throws InvalidWireException {
    return new Leases(r.repeatedBytes(1, Limits.LEASES, Limits.LEASE));
  }

  private static boolean agrees(LogKeys m) {
    boolean keys = m.readKey().length != 0 || m.postKey().length != 0;
    return m.guarded() ? keys : !m.durable();
  }
}
