package org.understory.signal.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.understory.signal.Decoding;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoWriter;

/** What comes from the network or from a store is decoded or refused, and nothing else. */
class GroupDecodersFuzzTest {
  @FuzzTest
  void sender_key_message(byte[] bytes) {
    Decoding.refusedOrStable(bytes, SenderKeyMessageIn::parse, GroupDecodersFuzzTest::written);
    SenderKeyMessageIn message = Decoding.decoded(bytes, SenderKeyMessageIn::parse);
    if (message != null) {
      assertArrayEquals(bytes, message.serialized(), "the signature covers every byte received");
    }
  }

  @FuzzTest
  void distribution_message(byte[] bytes) {
    Decoding.refusedOrStable(bytes, SenderKeyDistributionIn::parse, GroupDecodersFuzzTest::written);
    SenderKeyDistributionIn message = Decoding.decoded(bytes, SenderKeyDistributionIn::parse);
    if (message != null) {
      assertEquals(32, message.chainKey().length);
      assertArrayEquals(
          written(message),
          SenderKeyDistributionIn.write(message.distributionId(), SenderKey.received(message)));
    }
  }

  @FuzzTest
  void sender_key(byte[] bytes) {
    Decoding.refusedOrStable(bytes, SenderKey::parse, SenderKey::serialize);
  }

  @FuzzTest
  void sender_key_record(byte[] bytes) {
    Decoding.refusedOrStable(bytes, SenderKeyRecord::load, SenderKeyRecord::serialize);
  }

  private static byte[] written(SenderKeyMessageIn message) {
    byte[] body =
        new ProtoWriter()
            .bytes(1, message.distributionId())
            .uint32(2, message.chainId())
            .uint32(3, message.iteration())
            .bytes(4, message.ciphertext())
            .toByteArray();
    byte[] all = message.serialized();
    byte[] signature = Arrays.copyOfRange(all, all.length - 64, all.length);
    return Bytes.concat(new byte[] {0x33}, body, signature);
  }

  private static byte[] written(SenderKeyDistributionIn message) {
    byte[] body =
        new ProtoWriter()
            .bytes(1, message.distributionId())
            .uint32(2, message.chainId())
            .uint32(3, message.iteration())
            .bytes(4, message.chainKey())
            .bytes(5, message.signingKey().serialized())
            .toByteArray();
    return Bytes.concat(new byte[] {0x33}, body);
  }
}
