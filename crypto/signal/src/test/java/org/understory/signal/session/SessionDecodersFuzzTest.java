package org.understory.signal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;

/** What comes from the network or from a store is decoded or refused, and nothing else. */
class SessionDecodersFuzzTest {
  @FuzzTest
  void signal_message(byte[] bytes) {
    decode(() -> SignalMessageIn.parse(bytes));
  }

  @FuzzTest
  void prekey_message(byte[] bytes) {
    decode(() -> PreKeyMessageIn.parse(bytes));
  }

  /** What was understood is written back in a form that is stable from then on. */
  @FuzzTest
  void session_state(byte[] bytes) throws ProtocolException {
    SessionState state = decode(() -> SessionState.parse(bytes));
    if (state != null) {
      byte[] written = state.serialize();
      assertArrayEquals(written, SessionState.parse(written).serialize());
    }
  }

  @FuzzTest
  void session_record(byte[] bytes) throws ProtocolException {
    SessionRecord record = decode(() -> SessionRecord.load(bytes));
    if (record != null) {
      byte[] written = record.serialize();
      assertArrayEquals(written, SessionRecord.load(written).serialize());
      decode(record::current);
    }
  }

  private interface Decoder<T> {
    @Nullable T decode() throws ProtocolException;
  }

  private static <T> @Nullable T decode(Decoder<T> decoder) {
    try {
      return decoder.decode();
    } catch (ProtocolException refused) {
      return null;
    }
  }
}
