package org.understory.signal.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.understory.signal.Decoding;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

class PreKeyRecordFuzzTest {
  private static final Primitives PRIMITIVES = BouncyCastlePrimitives.create();

  /** One is of one kind: its pair is a curve's or Kyber's, never both. */
  @FuzzTest
  void any_bytes_are_a_record_or_refused(byte[] bytes) {
    Decoding.refusedOrStable(bytes, PreKeyRecord::parse, PreKeyRecord::serialize);
    PreKeyRecord record = Decoding.decoded(bytes, PreKeyRecord::parse);
    if (record != null) {
      boolean curve = Decoding.decoded(bytes, b -> record.curvePair(PRIMITIVES)) != null;
      boolean kyber = Decoding.decoded(bytes, b -> record.kyberPair(PRIMITIVES)) != null;
      assertEquals(record.secret().length == 32, curve);
      assertEquals(record.secret().length == 64, kyber);
    }
  }
}
