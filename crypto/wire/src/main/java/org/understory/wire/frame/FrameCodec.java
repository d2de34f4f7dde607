package org.understory.wire.frame;

import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * Between frames and the binary WebSocket messages that carry one each.
 *
 * <p>Encoding throws IllegalArgumentException when a field is out of its bounds or the frame would
 * be longer than {@link Limits#MAX_FRAME}. The array belongs to the caller and holds nothing of a
 * particular connection but a reply's id: to send one {@link LogEntries} to many, encode it once
 * and send the same bytes to all. Decoding accepts canonical bytes alone, so encoding what was
 * decoded gives the same bytes. Stateless. {@code docs/protocol.md#socket}
 */
public final class FrameCodec {
  private static final Bounds LENGTH = Bounds.of(1, Limits.MAX_FRAME);

  private FrameCodec() {}

  /** Encodes what a client sends. */
  public static byte[] encode(Request request) {
    return checked(ProtoWriter.encode(request, RequestCodec::write));
  }

  /** Decodes what a client sent. */
  public static Request decodeRequest(byte[] frame) throws InvalidWireException {
    return ProtoReader.decode(frame, LENGTH, RequestCodec::read);
  }

  /** Encodes what the server sends. */
  public static byte[] encode(ServerFrame frame) {
    return checked(ProtoWriter.encode(frame, ServerFrameCodec::write));
  }

  /** Decodes what the server sent. */
  public static ServerFrame decodeServerFrame(byte[] frame) throws InvalidWireException {
    return ProtoReader.decode(frame, LENGTH, ServerFrameCodec::read);
  }

  private static byte[] checked(byte[] frame) {
    if (!LENGTH.contains(frame.length)) {
      throw new IllegalArgumentException("a frame of " + frame.length + " bytes is too large");
    }
    return frame;
  }
}
