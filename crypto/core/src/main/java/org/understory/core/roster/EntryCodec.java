package org.understory.core.roster;

import org.jspecify.annotations.Nullable;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.codec.WireCheck;

/**
 * The canonical bytes of {@code Entry} and {@code SignedEntry} ({@code roster.proto}). What decodes
 * encodes to the same bytes again, so a hash over either is the same.
 */
public final class EntryCodec {
  /**
   * The most bytes that a signed entry may have, so that its sealed form fits the server's bound.
   */
  public static final int MAX_SIGNED_ENTRY = 16384;

  private static final int VERSION = 1;
  private static final Bounds BODY = Bounds.upTo(8192);
  private static final Bounds RESOLVE = Bounds.upTo(13_312);
  private static final Bounds GROUP = Bounds.exactlyOrNone(GroupId.LENGTH);
  private static final Bounds PREV_HASH = Bounds.exactlyOrNone(32);
  private static final Bounds ACTOR = Bounds.exactly(DeviceId.LENGTH);
  private static final Bounds APPROVALS = Bounds.upTo(16);
  private static final Bounds APPROVAL = Bounds.of(1, 256);
  private static final Bounds ENTRY = Bounds.of(1, MAX_SIGNED_ENTRY);
  private static final Bounds SIGNATURE = Bounds.exactly(64);

  private EntryCodec() {}

  /** The canonical {@code Entry}. */
  static byte[] encodeEntry(Entry entry) {
    return ProtoWriter.encode(entry, EntryCodec::writeEntry);
  }

  /** The canonical {@code SignedEntry}. */
  public static byte[] encode(SignedEntry signed) {
    return ProtoWriter.encode(signed, EntryCodec::writeSigned);
  }

  /**
   * Reads a {@code SignedEntry} with the entry and the body inside it.
   *
   * @throws InvalidWireException when any of them is not canonical
   */
  public static SignedEntry decode(byte[] signedEntry) throws InvalidWireException {
    return ProtoReader.decode(signedEntry, ENTRY, EntryCodec::readSigned);
  }

  private static void writeSigned(ProtoWriter w, SignedEntry signed) {
    w.bytes(1, signed.entryBytes(), ENTRY);
    w.bytes(2, signed.signature(), SIGNATURE);
  }

  private static SignedEntry readSigned(ProtoReader r) throws InvalidWireException {
    byte[] entry = r.bytes(1, ENTRY);
    byte[] signature = r.bytes(2, SIGNATURE);
    return new SignedEntry(
        ProtoReader.decode(entry, ENTRY, EntryCodec::readEntry), entry, signature);
  }

  private static void writeEntry(ProtoWriter w, Entry entry) {
    GroupId group = entry.group();
    w.number(1, VERSION, Bounds.exactly(VERSION));
    w.bytes(2, group == null ? new byte[0] : group.bytes(), GROUP);
    w.number(3, entry.seq(), Bounds.ANY);
    w.bytes(4, entry.prevHash(), PREV_HASH);
    w.number(5, entry.kind().number(), Bounds.ANY_INT);
    w.bytes(6, entry.actor().bytes(), ACTOR);
    w.number(7, entry.time(), Bounds.ANY);
    w.bytes(8, BodyCodec.encode(entry.body()), bounds(entry.kind()));
    w.repeatedBytes(9, entry.approvals(), APPROVALS, APPROVAL);
  }

  private static Entry readEntry(ProtoReader r) throws InvalidWireException {
    r.version(1, VERSION);
    byte[] group = r.bytes(2, GROUP);
    long seq = r.number(3, Bounds.ANY);
    byte[] prevHash = r.bytes(4, PREV_HASH);
    EntryKind kind = kind(r.smallNumber(5, Bounds.ANY_INT));
    DeviceId actor = DeviceId.of(r.bytes(6, ACTOR));
    long time = r.number(7, Bounds.ANY);
    EntryBody body = BodyCodec.decode(kind, r.bytes(8, bounds(kind)));
    return new Entry(
        groupOrNone(group),
        seq,
        prevHash,
        body,
        actor,
        time,
        r.repeatedBytes(9, APPROVALS, APPROVAL));
  }

  private static @Nullable GroupId groupOrNone(byte[] group) {
    return group.length == 0 ? null : GroupId.of(group);
  }

  private static Bounds bounds(EntryKind kind) {
    return kind == EntryKind.RESOLVE ? RESOLVE : BODY;
  }

  private static EntryKind kind(int number) throws InvalidWireException {
    EntryKind kind = EntryKind.of(number);
    if (kind == null) {
      throw new InvalidWireException(WireCheck.NUMBER_OUT_OF_BOUNDS);
    }
    return kind;
  }
}
