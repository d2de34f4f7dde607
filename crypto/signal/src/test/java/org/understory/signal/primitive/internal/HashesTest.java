package org.understory.signal.primitive.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.junit.jupiter.api.Test;

class HashesTest {
  private final Random random = new Random(20260523);
  private final Hashes hashes = new Hashes();

  @Test
  void sha256_is_the_jdks_for_each_length_and_each_way_to_cut_it() throws Exception {
    for (int length = 0; length < 300; length++) {
      byte[] text = bytes(length);
      byte[] expected = MessageDigest.getInstance("SHA-256").digest(text);
      assertArrayEquals(expected, hashes.sha256(text));
      int first = random.nextInt(length + 1);
      int second = first + random.nextInt(length - first + 1);
      assertArrayEquals(
          expected,
          hashes.sha256(
              Arrays.copyOf(text, first),
              Arrays.copyOfRange(text, first, second),
              Arrays.copyOfRange(text, second, length)));
    }
  }

  @Test
  void hmac_is_the_jdks_for_short_and_long_keys() throws GeneralSecurityException {
    for (int length = 1; length < 200; length++) {
      byte[] key = bytes(length);
      byte[] text = bytes(random.nextInt(300));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      assertArrayEquals(mac.doFinal(text), hashes.hmacSha256(key, text));
    }
  }

  @Test
  void hkdf_is_bouncy_castles_for_each_length() {
    for (int length = 1; length < 300; length++) {
      byte[] salt = bytes(length % 3 == 0 ? 0 : 32);
      byte[] input = bytes(random.nextInt(200));
      byte[] info = bytes(random.nextInt(60));
      HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
      generator.init(new HKDFParameters(input, salt.length == 0 ? new byte[32] : salt, info));
      byte[] expected = new byte[length];
      generator.generateBytes(expected, 0, length);
      assertArrayEquals(expected, hashes.hkdfSha256(salt, input, info, length));
    }
  }

  private byte[] bytes(int length) {
    byte[] result = new byte[length];
    random.nextBytes(result);
    return result;
  }
}
