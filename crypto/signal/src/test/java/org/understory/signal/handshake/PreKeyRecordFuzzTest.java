package org.understory.signal.handshake;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.understory.signal.ProtocolException;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

class PreKeyRecordFuzzTest {
  private static final Primitives PRIMITIVES = BouncyCastlePrimitives.create();

  @FuzzTest
  void any_bytes_are_a_record_or_refused(byte[] bytes) {
    try {
      PreKeyRecord record = PreKeyRecord.parse(bytes);
      record.curvePair(PRIMITIVES);
    } catch (ProtocolException refused) {
      // the one way to refuse
    }
  }
}
