package org.understory.signal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;
import org.understory.signal.Decoding;
import org.understory.signal.ProtocolException;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.KemKey;

/** What comes from the network or from a store is decoded or refused, and nothing else. */
class SessionDecodersFuzzTest {
  @FuzzTest
  void signal_message(byte[] bytes) {
    SignalMessageIn message = Decoding.decoded(bytes, SignalMessageIn::parse);
    if (message != null) {
      assertArrayEquals(bytes, message.serialized(), "the MAC covers every byte received");
      assertEquals(4, (bytes[0] & 0xFF) >> 4);
    }
  }

  @FuzzTest
  void prekey_message(byte[] bytes) {
    Decoding.refusedOrStable(bytes, PreKeyMessageIn::parse, SessionDecodersFuzzTest::written);
  }

  @FuzzTest
  void decryption_error(byte[] bytes) {
    Decoding.refusedOrStable(bytes, DecryptionError::parse, DecryptionError::serialize);
  }

  @FuzzTest
  void pending_prekey(byte[] bytes) {
    Decoding.refusedOrStable(bytes, PendingPreKey::parse, PendingPreKey::serialize);
  }

  @FuzzTest
  void ratchet_state(byte[] bytes) {
    Decoding.refusedOrStable(bytes, RatchetState::parse, RatchetState::serialize);
  }

  @FuzzTest
  void session_state(byte[] bytes) {
    Decoding.refusedOrStable(bytes, SessionState::parse, SessionState::serialize);
  }

  /** A record is opened state by state; a damaged state is refused when its turn comes. */
  @FuzzTest
  void session_record(byte[] bytes) {
    Decoding.refusedOrStable(bytes, SessionRecord::load, SessionRecord::serialize);
    SessionRecord record = Decoding.decoded(bytes, SessionRecord::load);
    if (record != null) {
      orNull(record::current);
      for (int i = 0; i < record.archivedCount(); i++) {
        int index = i;
        orNull(() -> record.archived(index));
      }
    }
  }

  private static byte[] written(PreKeyMessageIn message) {
    ProtoWriter writer = new ProtoWriter();
    Integer preKeyId = message.preKeyId();
    if (preKeyId != null) {
      writer.uint32(1, preKeyId);
    }
    byte[] body =
        writer
            .bytes(2, message.baseKey().serialized())
            .bytes(3, message.identityKey().serialized())
            .bytes(4, message.message())
            .uint32(6, message.signedPreKeyId())
            .uint32(7, message.kyberPreKeyId())
            .bytes(8, KemKey.serialize(message.kyberCiphertext()))
            .toByteArray();
    return Bytes.concat(new byte[] {0x44}, body);
  }

  private interface Opening {
    @Nullable SessionState open() throws ProtocolException;
  }

  private static void orNull(Opening opening) {
    try {
      opening.open();
    } catch (ProtocolException refused) {
      // the one way to refuse
    }
  }
}
