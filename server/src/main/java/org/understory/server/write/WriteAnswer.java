package org.understory.server.write;

import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.ReplyBody;

/** How an answer is kept: as the reply frame it was, with a request id that means nothing. */
final class WriteAnswer {
  private WriteAnswer() {}

  static byte[] encode(ReplyBody answer) {
    return FrameCodec.encode(new Reply(1, answer));
  }

  static ReplyBody decode(byte[] kept) {
    try {
      if (FrameCodec.decodeServerFrame(kept) instanceof Reply reply) {
        return reply.body();
      }
    } catch (InvalidWireException e) {
      throw new AssertionError("a kept answer cannot be read", e);
    }
    throw new AssertionError("a kept answer is no reply");
  }
}
