package org.understory.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.FrameCodec;

/**
 * Any bytes at all, to every decoder: each is refused with {@link InvalidWireException}, or is the
 * one encoding of what it decodes to. With {@code JAZZER_FUZZ=1} these search for new bytes;
 * otherwise they try the corpus beside them again.
 */
class DecoderFuzzTest {
  private interface Again {
    byte[] decodedAndEncoded(byte[] bytes) throws InvalidWireException;
  }

  private static void refusedOrCanonical(byte[] bytes, Again again) {
    byte[] encoded;
    try {
      encoded = again.decodedAndEncoded(bytes);
    } catch (InvalidWireException e) {
      return;
    }
    assertArrayEquals(bytes, encoded);
  }

  @FuzzTest
  void request(byte[] bytes) {
    refusedOrCanonical(bytes, b -> FrameCodec.encode(FrameCodec.decodeRequest(b)));
  }

  @FuzzTest
  void server_frame(byte[] bytes) {
    refusedOrCanonical(bytes, b -> FrameCodec.encode(FrameCodec.decodeServerFrame(b)));
  }

  @FuzzTest
  void envelope(byte[] bytes) {
    refusedOrCanonical(bytes, b -> Envelope.decode(b).encode());
  }

  @FuzzTest
  void sealed_entry(byte[] bytes) {
    refusedOrCanonical(bytes, b -> SealedEntry.decode(b).encode());
  }

  @FuzzTest
  void pre_key_base(byte[] bytes) {
    refusedOrCanonical(bytes, b -> PreKeyBase.decode(b).encode());
  }

  @FuzzTest
  void one_time_pre_key(byte[] bytes) {
    refusedOrCanonical(bytes, b -> OneTimePreKey.decode(b).encode());
  }

  @FuzzTest
  void padding(byte[] bytes) {
    refusedOrCanonical(bytes, b -> Padding.pad(Padding.unpad(b)));
  }
}
