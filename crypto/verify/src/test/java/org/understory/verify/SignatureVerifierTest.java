package org.understory.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.understory.wire.Statements;
import org.understory.wire.id.SpaceId;

class SignatureVerifierTest {
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] seed = HEX.parseHex("9d".repeat(32));
  private final byte[] publicKey = publicKey(seed);
  private final byte[] statement = Statements.deleteSpace(SpaceId.of(new byte[16]), 3);
  private final byte[] signature = sign(seed, statement);

  private static byte[] publicKey(byte[] seed) {
    byte[] key = new byte[32];
    Ed25519.generatePublicKey(seed, 0, key, 0);
    return key;
  }

  private static byte[] sign(byte[] seed, byte[] message) {
    byte[] signature = new byte[64];
    Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] copy = bytes.clone();
    copy[bit / 8] ^= (byte) (1 << (bit % 8));
    return copy;
  }

  @Test
  void a_signature_by_the_key_over_the_statement_is_accepted() {
    assertTrue(SignatureVerifier.verify(publicKey, statement, signature));
  }

  @Test
  void the_second_vector_of_rfc_8032_is_accepted() {
    assertTrue(
        SignatureVerifier.verify(
            HEX.parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
            HEX.parseHex("72"),
            HEX.parseHex(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")));
  }

  @Test
  void one_bit_changed_anywhere_is_refused() {
    for (int bit = 0; bit < 512; bit++) {
      assertFalse(SignatureVerifier.verify(publicKey, statement, flipped(signature, bit)));
    }
    for (int bit = 0; bit < 8 * statement.length; bit += 7) {
      assertFalse(SignatureVerifier.verify(publicKey, flipped(statement, bit), signature));
    }
    for (int bit = 0; bit < 256; bit++) {
      assertFalse(SignatureVerifier.verify(flipped(publicKey, bit), statement, signature));
    }
  }

  @Test
  void a_signature_for_one_purpose_does_not_serve_another() {
    SpaceId space = SpaceId.of(new byte[16]);
    byte[] cancel = Statements.cancelDeletion(space, 3);
    byte[] laterSet = Statements.deleteSpace(space, 4);
    assertFalse(SignatureVerifier.verify(publicKey, cancel, signature));
    assertFalse(SignatureVerifier.verify(publicKey, laterSet, signature));
  }

  @Test
  void keys_and_signatures_of_another_length_are_refused() {
    for (int length : new int[] {0, 31, 33, 64}) {
      assertFalse(SignatureVerifier.verify(Arrays.copyOf(publicKey, length), statement, signature));
    }
    for (int length : new int[] {0, 32, 63, 65}) {
      assertFalse(SignatureVerifier.verify(publicKey, statement, Arrays.copyOf(signature, length)));
    }
  }

  /**
   * The eight points of small order, with the encodings of y beyond the prime that stand for some.
   */
  @Test
  void keys_of_small_order_verify_nothing() {
    List<String> smallOrder =
        List.of(
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    byte[] anything = new byte[64];
    anything[0] = 1;
    for (String key : smallOrder) {
      byte[] small = HEX.parseHex(key);
      assertFalse(Ed25519.validatePublicKeyFull(small, 0), key);
      assertFalse(SignatureVerifier.verify(small, statement, anything), key);
      assertFalse(SignatureVerifier.verify(small, statement, signature), key);
    }
  }

  @Test
  void the_second_form_of_a_signature_is_refused() {
    BigInteger order =
        BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    byte[] scalar = reversed(Arrays.copyOfRange(signature, 32, 64));
    byte[] moved = new BigInteger(1, scalar).add(order).toByteArray();
    byte[] padded = new byte[32];
    System.arraycopy(moved, 0, padded, 32 - moved.length, moved.length);
    byte[] second = signature.clone();
    System.arraycopy(reversed(padded), 0, second, 32, 32);
    assertFalse(SignatureVerifier.verify(publicKey, statement, second));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  @Test
  void an_invites_id_is_the_beginning_of_its_drop_keys_hash() {
    assertEquals("66687aadf862bd776c8fc18b8e9f8e20", InviteIds.of(new byte[32]).hex());
    assertThrows(IllegalArgumentException.class, () -> InviteIds.of(new byte[31]));
  }
}
