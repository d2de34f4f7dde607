package org.understory.cli.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.understory.cli.files.FileFaultException.Fault;
import org.understory.core.files.FilePointer;
import org.understory.core.seal.Sealer;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/**
 * AES-GCM commits to no key: here is a chunk whose tag holds under two, with words of its own under
 * each, as a false sender can make it. The commitment before it refuses the second key.
 */
class TwoKeysTest {
  private static final int SIZE = 512; // a published size: nothing of it is padding
  private static final int BLOCKS = SIZE / 16;
  private static final byte[] NONCE = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  private static final BigInteger POLYNOMIAL =
      BigInteger.ONE.shiftLeft(128).add(BigInteger.valueOf(0x87));

  private final Sealer sealer =
      new Sealer(
          BouncyCastlePrimitives.create(),
          bytes -> {
            throw new IllegalStateException("nothing here is random");
          });

  /** One of the two readers. */
  private final class Reader {
    final byte[] key = new byte[32];
    final byte[] cipherKey;
    final BigInteger h;
    final BigInteger mask;

    Reader(int number) throws GeneralSecurityException {
      Arrays.fill(key, (byte) number);
      cipherKey = sealer.derive(key, "file-key", Sealer.u64(SIZE));
      h = element(aes(new byte[16]));
      mask = element(aes(counter(1)));
    }

    byte[] aes(byte[] block) throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(cipherKey, "AES"));
      return cipher.doFinal(block);
    }

    /** The key stream over a block of the ciphertext. */
    byte[] stream(int block) throws GeneralSecurityException {
      return aes(counter(block + 2));
    }

    /** The tag without the last block, whose weight is h squared. */
    BigInteger rest(byte[] ciphertext) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < BLOCKS - 1; i++) {
        sum = times(sum.xor(element(Arrays.copyOfRange(ciphertext, 16 * i, 16 * i + 16))), h);
      } // and once more each for the last block and for the length
      BigInteger length = element(ByteBuffer.allocate(16).putLong(8, 8L * SIZE).array());
      return times(times(sum, h), h).xor(times(length, h)).xor(mask);
    }

    byte[] gcm(byte[] sealed) throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(cipherKey, "AES"),
          new GCMParameterSpec(128, NONCE));
      return cipher.doFinal(sealed);
    }

    byte[] commitment() {
      return sealer.derive(key, "file-commitment", Sealer.u64(SIZE));
    }

    /** A pointer that is right in everything but that the blob begins with another commitment. */
    FilePointer pointer(byte[] chunk) throws GeneralSecurityException {
      byte[] plain = sealer.hash("file-plain", Sealer.u64(SIZE), sha256(gcm(chunk)));
      byte[] sealed = sealer.hash("file-sealed", commitment(), sha256(chunk));
      return new FilePointer(
          new byte[16], key, SIZE, plain, sealed, "x", "a/b", 0, 0, 0, "", new byte[0]);
    }
  }

  private static byte[] counter(int value) {
    return ByteBuffer.allocate(16).put(NONCE).putInt(value).array();
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  /** GCM's bits stand the other way round: the first is the lowest. */
  private static BigInteger element(byte[] block) {
    BigInteger value = BigInteger.ZERO;
    for (int bit = 0; bit < 128; bit++) {
      value = (block[bit / 8] >> (7 - bit % 8) & 1) == 1 ? value.setBit(bit) : value;
    }
    return value;
  }

  private static byte[] block(BigInteger value) {
    byte[] block = new byte[16];
    for (int bit = 0; bit < 128; bit++) {
      block[bit / 8] |= (byte) (value.testBit(bit) ? 1 << (7 - bit % 8) : 0);
    }
    return block;
  }

  private static BigInteger times(BigInteger one, BigInteger other) {
    BigInteger product = BigInteger.ZERO;
    for (int bit = 127; bit >= 0; bit--) {
      product = product.shiftLeft(1);
      product = product.testBit(128) ? product.xor(POLYNOMIAL) : product;
      product = other.testBit(bit) ? product.xor(one) : product;
    }
    return product;
  }

  private static BigInteger inverse(BigInteger of) {
    BigInteger result = BigInteger.ONE;
    BigInteger square = of;
    for (int i = 1; i < 128; i++) { // to the power of 2^128 - 2
      square = times(square, square);
      result = times(result, square);
    }
    return result;
  }

  private static void over(byte[] ciphertext, int block, byte[] stream, String words) {
    for (int i = 0; i < 16; i++) {
      ciphertext[16 * block + i] = (byte) (stream[i] ^ words.charAt(i % words.length()));
    }
  }

  /** The chunk: words for the one in its first half, words for the other in its second. */
  private static byte[] forged(Reader one, Reader other) throws GeneralSecurityException {
    byte[] ciphertext = new byte[SIZE];
    for (int i = 0; i < BLOCKS - 1; i++) {
      boolean first = i < BLOCKS / 2;
      over(
          ciphertext,
          i,
          first ? one.stream(i) : other.stream(i),
          first ? "meet at eight   " : "meet at nine    ");
    }
    BigInteger difference = one.rest(ciphertext).xor(other.rest(ciphertext));
    BigInteger weights = times(one.h, one.h).xor(times(other.h, other.h));
    BigInteger last = times(difference, inverse(weights));
    System.arraycopy(block(last), 0, ciphertext, SIZE - 16, 16);
    byte[] sealed = Arrays.copyOf(ciphertext, SIZE + 16);
    BigInteger tag = one.rest(ciphertext).xor(times(last, times(one.h, one.h)));
    System.arraycopy(block(tag), 0, sealed, SIZE, 16);
    return sealed;
  }

  @Test
  void a_chunk_made_to_open_under_two_keys_is_refused_under_the_second() throws Exception {
    Reader one = new Reader(1);
    Reader other = new Reader(2);
    byte[] chunk = forged(one, other);
    byte[] first = one.gcm(chunk);
    byte[] second = other.gcm(chunk);
    assertEquals("meet at eight", new String(first, 0, 13, StandardCharsets.US_ASCII));
    assertEquals("meet at nine", new String(second, SIZE / 2, 12, StandardCharsets.US_ASCII));
    assertFalse(Arrays.equals(first, second));

    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    blob.write(one.commitment());
    blob.write(chunk);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SealedFile.open(sealer, one.pointer(chunk), new ByteArrayInputStream(blob.toByteArray()), out);
    assertArrayEquals(first, out.toByteArray());
    FilePointer pointer = other.pointer(chunk);
    FileFaultException refused =
        assertThrows(
            FileFaultException.class,
            () ->
                SealedFile.open(
                    sealer,
                    pointer,
                    new ByteArrayInputStream(blob.toByteArray()),
                    OutputStream.nullOutputStream()));
    assertEquals(Fault.CORRUPT, refused.fault());
  }
}
