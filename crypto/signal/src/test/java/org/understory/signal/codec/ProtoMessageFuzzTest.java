package org.understory.signal.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.understory.signal.ProtocolException;

class ProtoMessageFuzzTest {
  @FuzzTest
  void any_bytes_are_a_message_or_refused(byte[] bytes) {
    try {
      ProtoMessage message = ProtoMessage.parse(bytes);
      message.optionalBytes(1);
      message.repeatedBytes(2);
      message.uint32(3, 0);
    } catch (ProtocolException refused) {
      // the one way to refuse
    }
  }
}
