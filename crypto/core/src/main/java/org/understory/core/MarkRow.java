package org.understory.core;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/** Where an epoch began in a log, as the server noted with the commit. */
record MarkRow(LogId log, Epoch epoch, long position) {
  private static final Bounds ID = Bounds.exactly(16);

  byte[] encode() {
    ProtoWriter writer = new ProtoWriter();
    writer.bytes(1, log.bytes(), ID);
    writer.number(2, epoch.generation(), Bounds.ANY_INT);
    writer.number(3, epoch.step(), Bounds.ANY_INT);
    writer.number(4, position, Bounds.ANY);
    return writer.toByteArray();
  }

  static MarkRow decode(byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      MarkRow mark =
          new MarkRow(
              LogId.of(reader.bytes(1, ID)),
              new Epoch(
                  reader.smallNumber(2, Bounds.ANY_INT), reader.smallNumber(3, Bounds.ANY_INT)),
              reader.number(4, Bounds.ANY));
      reader.end();
      return mark;
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored mark cannot be read", e);
    }
  }
}
