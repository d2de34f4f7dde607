package org.understory.core;

import org.understory.core.roster.EntryCodec;
import org.understory.core.roster.SignedEntry;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * An applied roster entry as it is stored.
 *
 * @param position in the roster log; -1 while it was not seen there
 */
record EntryRow(long position, SignedEntry entry) {
  private static final Bounds ENTRY = Bounds.of(1, 32768);

  byte[] encode() {
    ProtoWriter writer = new ProtoWriter();
    writer.number(1, position + 1, Bounds.ANY);
    writer.bytes(2, entry.bytes(), ENTRY);
    return writer.toByteArray();
  }

  static EntryRow decode(byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      long position = reader.number(1, Bounds.ANY) - 1;
      SignedEntry entry = EntryCodec.decode(reader.bytes(2, ENTRY));
      reader.end();
      return new EntryRow(position, entry);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored roster entry cannot be read", e);
    }
  }
}
