package org.understory.wire.frame;

import org.understory.wire.Limits;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.BlobId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/** Reads and writes the messages of blobs. */
final class BlobCodec {
  private BlobCodec() {}

  static void writeOpenBlob(ProtoWriter w, OpenBlob m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.space().bytes(), Limits.ID);
    w.bytes(3, m.blob().bytes(), Limits.ID);
    w.number(4, m.expiry(), Limits.POSITIVE_LONG);
    w.number(5, m.size(), Limits.BLOB);
    w.bytes(6, m.readHash(), Limits.KEY);
  }

  static OpenBlob readOpenBlob(ProtoReader r) throws InvalidWireException {
    return new OpenBlob(
        WriteId.of(r.bytes(1, Limits.ID)),
        SpaceId.of(r.bytes(2, Limits.ID)),
        BlobId.of(r.bytes(3, Limits.ID)),
        r.number(4, Limits.POSITIVE_LONG),
        r.number(5, Limits.BLOB),
        r.bytes(6, Limits.KEY));
  }

  static void writeBlobOpened(ProtoWriter w, BlobOpened m) {
    w.bytes(1, m.token(), Limits.TICKET);
  }

  static BlobOpened readBlobOpened(ProtoReader r) throws InvalidWireException {
    return new BlobOpened(r.bytes(1, Limits.TICKET));
  }
}
