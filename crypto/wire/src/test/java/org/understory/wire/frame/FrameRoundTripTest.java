package org.understory.wire.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.understory.wire.Cases;
import org.understory.wire.SameContent;

class FrameRoundTripTest {
  private static final int ROUNDS = 60;

  @Test
  void every_kind_of_request_comes_back_with_its_content_and_its_bytes() {
    Cases.check(
        ROUNDS,
        cases -> {
          for (Supplier<? extends RequestBody> body : new RequestCases(cases).bodies()) {
            Request request = new Request(1 + cases.below(1000), body.get());
            byte[] bytes = FrameCodec.encode(request);
            Request again = FrameCodec.decodeRequest(bytes);
            SameContent.check(request, again);
            assertArrayEquals(bytes, FrameCodec.encode(again));
          }
        });
  }

  @Test
  void every_kind_of_server_frame_comes_back_with_its_content_and_its_bytes() {
    Cases.check(
        ROUNDS,
        cases -> {
          for (Supplier<? extends ServerFrame> supplier : new ServerFrameCases(cases).frames()) {
            ServerFrame frame = supplier.get();
            byte[] bytes = FrameCodec.encode(frame);
            ServerFrame again = FrameCodec.decodeServerFrame(bytes);
            SameContent.check(frame, again);
            assertArrayEquals(bytes, FrameCodec.encode(again));
          }
        });
  }

  @Test
  void the_cases_have_every_kind_that_there_is() {
    Cases cases = new Cases(1);
    assertEquals(
        RequestBody.class.getPermittedSubclasses().length,
        new RequestCases(cases)
            .bodies().stream().map(body -> body.get().getClass()).distinct().count());
    assertEquals(
        ServerFrame.class.getPermittedSubclasses().length
            - 1
            + ReplyBody.class.getPermittedSubclasses().length,
        new ServerFrameCases(cases)
            .frames().stream()
                .map(Supplier::get)
                .map(frame ->
                    frame instanceof Reply reply ? reply.body().getClass() : frame.getClass())
                .distinct()
                .count());
  }
}
