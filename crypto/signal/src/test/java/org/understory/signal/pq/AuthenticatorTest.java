package org.understory.signal.pq;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.codec.Bytes;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Digest;

/** The derivations again, from the paragraphs of docs/protocol.md. */
class AuthenticatorTest {
  private static final Digest DIGEST = BouncyCastlePrimitives.create().digest();

  private final SeededRandomness randomness = new SeededRandomness(1);

  @Test
  void it_starts_from_the_handshake_and_moves_with_each_secret() {
    byte[] handshake = randomness.bytes(32);
    byte[] secret = randomness.bytes(32);
    byte[] first = hkdf(Bytes.concat(new byte[32], handshake), "Authenticator Update", epoch(1));
    Authenticator authenticator = Authenticator.start(DIGEST, handshake);
    assertArrayEquals(first, authenticator.serialize());

    byte[] root = Arrays.copyOf(first, 32);
    byte[] second = hkdf(Bytes.concat(root, secret), "Authenticator Update", epoch(0x01020304));
    authenticator.update(DIGEST, 0x01020304, secret);
    assertArrayEquals(second, authenticator.serialize());
  }

  @Test
  void its_macs_are_over_label_epoch_and_content() {
    byte[] stored = randomness.bytes(64);
    byte[] key = Arrays.copyOfRange(stored, 32, 64);
    Authenticator authenticator = Authenticator.parse(stored);
    byte[] header = randomness.bytes(64);
    assertArrayEquals(
        DIGEST.hmacSha256(key, label("ekheader"), epoch(7), header),
        authenticator.macOfHeader(DIGEST, 7, header));
    byte[] first = randomness.bytes(960);
    byte[] second = randomness.bytes(128);
    assertArrayEquals(
        DIGEST.hmacSha256(key, label("ciphertext"), epoch(8), first, second),
        authenticator.macOfCiphertext(DIGEST, 8, first, second));
    assertArrayEquals(stored, Authenticator.parse(authenticator.serialize()).serialize());
  }

  @Test
  void the_secret_of_an_epoch_is_derived_from_the_kems() {
    byte[] kemSecret = randomness.bytes(32);
    EpochSecret secret = EpochSecret.derive(DIGEST, 9, kemSecret);
    assertEquals(9, secret.epoch());
    assertArrayEquals(
        DIGEST.hkdfSha256(new byte[32], kemSecret, Bytes.concat(label("SCKA Key"), epoch(9)), 32),
        secret.bytes());
    assertEquals("EpochSecret[9]", secret.toString());
  }

  @Test
  void another_mac_is_refused() {
    byte[] mac = randomness.bytes(32);
    assertDoesNotThrow(() -> Authenticator.require(DIGEST, mac, mac.clone()));
    for (int bit = 0; bit < 256; bit++) {
      byte[] other = mac.clone();
      other[bit / 8] ^= (byte) (1 << bit % 8);
      ProtocolException refusal =
          assertThrows(ProtocolException.class, () -> Authenticator.require(DIGEST, mac, other));
      assertEquals(Reason.INVALID, refusal.reason());
    }
    assertThrows(
        ProtocolException.class, () -> Authenticator.require(DIGEST, mac, Arrays.copyOf(mac, 31)));
  }

  private static byte[] hkdf(byte[] input, String label, byte[] epoch) {
    return DIGEST.hkdfSha256(new byte[32], input, Bytes.concat(label(label), epoch), 64);
  }

  private static byte[] label(String use) {
    return ("Signal_PQCKA_V1_MLKEM768:" + use).getBytes(US_ASCII);
  }

  private static byte[] epoch(int epoch) {
    byte[] result = new byte[8];
    Bytes.putInt(result, 4, epoch);
    return result;
  }
}
