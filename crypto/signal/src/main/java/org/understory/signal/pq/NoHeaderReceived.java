package org.understory.signal.pq;

import java.util.Arrays;
import org.understory.signal.ProtocolException;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.IncrementalKem;

/** Collects the header of the other side's key. */
record NoHeaderReceived(ChunkDecoder header) implements BraidState {
  static final int NUMBER = 6;

  @Override
  public Sent send(BraidContext context) {
    return Sent.noChunk(this, PqMessage.Type.NONE);
  }

  @Override
  public Received receive(BraidContext context, PqMessage message) throws ProtocolException {
    Chunk chunk = message.chunk();
    if (message.type() != PqMessage.Type.HEADER || chunk == null) {
      return Received.still(this);
    }
    byte[] whole = header.add(chunk);
    return Received.still(whole == null ? this : complete(context, whole));
  }

  private static HeaderReceived complete(BraidContext context, byte[] headerAndMac)
      throws ProtocolException {
    byte[] header = Arrays.copyOf(headerAndMac, IncrementalKem.HEADER);
    byte[] mac = Arrays.copyOfRange(headerAndMac, IncrementalKem.HEADER, headerAndMac.length);
    Authenticator.require(
        context.digest(),
        context.authenticator().macOfHeader(context.digest(), context.epoch(), header),
        mac);
    return new HeaderReceived(header);
  }

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public void write(ProtoWriter writer) {
    header.write(writer);
  }

  static NoHeaderReceived parse(ProtoMessage stored) throws ProtocolException {
    return new NoHeaderReceived(ChunkDecoder.parse(ChunkedPart.HEADER, stored));
  }
}
