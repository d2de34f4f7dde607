package org.understory.signal.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.understory.signal.ProtocolException;

/** What comes from the network or from a store is decoded or refused, and nothing else. */
class GroupDecodersFuzzTest {
  @FuzzTest
  void sender_key_message(byte[] bytes) {
    try {
      SenderKeyMessageIn.parse(bytes);
    } catch (ProtocolException refused) {
      // the one way to refuse
    }
  }

  @FuzzTest
  void distribution_message(byte[] bytes) {
    try {
      SenderKeyDistributionIn.parse(bytes);
    } catch (ProtocolException refused) {
      // the one way to refuse
    }
  }

  @FuzzTest
  void sender_key_record(byte[] bytes) {
    try {
      byte[] written = SenderKeyRecord.load(bytes).serialize();
      assertArrayEquals(written, SenderKeyRecord.load(written).serialize());
    } catch (ProtocolException refused) {
      // the one way to refuse
    }
  }
}
