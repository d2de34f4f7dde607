package org.understory.wire;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import org.junit.jupiter.api.Test;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.Frames;
import org.understory.wire.frame.Request;
import org.understory.wire.frame.ServerFrame;

/**
 * Our codecs against the official library, made from the same schemas: the same fields and bytes.
 */
class OfficialLibraryTest {
  private interface Decoding<T> {
    T decode(byte[] bytes) throws InvalidWireException;
  }

  /** Parses our bytes officially, compares all fields, and lets us read what is built from them. */
  private static <T> void same(
      T ours, byte[] bytes, Decoding<T> decoding, Parser<? extends Message> parser)
      throws Exception {
    Message official = parser.parseFrom(bytes);
    OfficialForm.same(
        requireNonNull(ours), ours instanceof ServerFrame ? onlyBody(official) : official);
    byte[] again = official.toBuilder().build().toByteArray();
    assertArrayEquals(bytes, again);
    SameContent.check(ours, decoding.decode(again));
  }

  private static Message onlyBody(Message frame) {
    var oneOf = frame.getDescriptorForType().getOneofs().get(0);
    return (Message) frame.getField(frame.getOneofFieldDescriptor(oneOf));
  }

  @Test
  void requests_are_the_same_to_both() {
    var parser = org.understory.wire.proto.Request.parser();
    Cases.check(
        40,
        cases -> {
          for (Request request : Frames.requests(cases)) {
            same(request, FrameCodec.encode(request), FrameCodec::decodeRequest, parser);
          }
        });
  }

  @Test
  void server_frames_are_the_same_to_both() {
    var parser = org.understory.wire.proto.ServerFrame.parser();
    Cases.check(
        40,
        cases -> {
          for (ServerFrame frame : Frames.serverFrames(cases)) {
            same(frame, FrameCodec.encode(frame), FrameCodec::decodeServerFrame, parser);
          }
        });
  }

  @Test
  void what_the_server_stores_is_the_same_to_both() {
    var envelopes = org.understory.wire.proto.Envelope.parser();
    var entries = org.understory.wire.proto.SealedEntry.parser();
    var bases = org.understory.wire.proto.PreKeyBase.parser();
    var oneTimes = org.understory.wire.proto.OneTimePreKey.parser();
    Cases.check(
        100,
        cases -> {
          StoredCases stored = new StoredCases(cases);
          Envelope envelope = stored.envelope();
          same(envelope, envelope.encode(), Envelope::decode, envelopes);
          SealedEntry entry = stored.sealedEntry();
          same(entry, entry.encode(), SealedEntry::decode, entries);
          PreKeyBase base = stored.preKeyBase();
          same(base, base.encode(), PreKeyBase::decode, bases);
          OneTimePreKey oneTime = stored.oneTimePreKey();
          same(oneTime, oneTime.encode(), OneTimePreKey::decode, oneTimes);
        });
  }
}
