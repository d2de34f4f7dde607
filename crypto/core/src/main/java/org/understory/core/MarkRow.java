package org.understory.core;

import java.util.List;
import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.frame.LogMark;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/** Where an epoch began in each log, as the server noted with the commit. */
record MarkRow(Epoch epoch, List<LogMark> marks) {
  private static final Bounds ID = Bounds.exactly(16);

  byte[] encode() {
    ProtoWriter writer = new ProtoWriter();
    writer.number(1, epoch.generation(), Bounds.ANY_INT);
    writer.number(2, epoch.step(), Bounds.ANY_INT);
    writer.messages(
        3,
        marks,
        Limits.MARKS,
        (inner, mark) -> {
          inner.bytes(1, mark.log().bytes(), ID);
          inner.number(2, mark.position(), Bounds.ANY);
        });
    return writer.toByteArray();
  }

  static MarkRow decode(byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      Epoch epoch =
          new Epoch(reader.smallNumber(1, Bounds.ANY_INT), reader.smallNumber(2, Bounds.ANY_INT));
      List<LogMark> marks =
          reader.messages(
              3,
              Limits.MARKS,
              inner -> new LogMark(LogId.of(inner.bytes(1, ID)), inner.number(2, Bounds.ANY)));
      reader.end();
      return new MarkRow(epoch, marks);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("stored marks cannot be read", e);
    }
  }
}
