package org.understory.core.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.wire.Statements;

final class SealerTest {
  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(1));
  private final byte[] key = sealer.randomness().bytes(32);
  private final byte[] text = "words".getBytes(StandardCharsets.UTF_8);
  private final byte[] place = {1, 2, 3};

  @Test
  void a_hash_is_sha_256_of_the_statement() throws Exception {
    byte[] expected =
        MessageDigest.getInstance("SHA-256").digest(Statements.of("entry", text, place));
    assertArrayEquals(expected, sealer.hash("entry", text, place));
  }

  @Test
  void what_was_sealed_opens_again() {
    byte[] sealed = sealer.seal(key, "item", text, place);
    assertEquals(text.length + Sealer.SEAL_OVERHEAD, sealed.length);
    assertArrayEquals(text, sealer.open(key, "item", sealed, place));
  }

  @Test
  void the_seal_is_aes_gcm_under_a_key_of_the_salt_with_a_zero_nonce() {
    byte[] sealed = sealer.seal(key, "item", text, place);
    byte[] salt = Arrays.copyOf(sealed, 32);
    byte[] messageKey =
        sealer.primitives().digest().hkdfSha256(salt, key, Statements.of("seal/item"), 32);
    assertArrayEquals(
        text,
        sealer
            .primitives()
            .aead()
            .open(
                messageKey,
                new byte[12],
                Statements.of("item", place),
                Arrays.copyOfRange(sealed, 32, sealed.length)));
  }

  @Test
  void two_seals_of_one_text_differ_in_salt_and_ciphertext() {
    byte[] first = sealer.seal(key, "item", text);
    byte[] second = sealer.seal(key, "item", text);
    assertFalse(Arrays.equals(Arrays.copyOf(first, 32), Arrays.copyOf(second, 32)));
    assertFalse(
        Arrays.equals(
            Arrays.copyOfRange(first, 32, first.length),
            Arrays.copyOfRange(second, 32, second.length)));
  }

  @Test
  void another_key_type_or_place_opens_nothing() {
    byte[] sealed = sealer.seal(key, "item", text, place);
    assertNull(sealer.open(sealer.randomness().bytes(32), "item", sealed, place));
    assertNull(sealer.open(key, "roster", sealed, place));
    assertNull(sealer.open(key, "item", sealed));
    assertNull(sealer.open(key, "item", sealed, new byte[] {1, 2}, new byte[] {3}));
  }

  @Test
  void a_change_of_any_byte_opens_nothing() {
    byte[] sealed = sealer.seal(key, "item", text, place);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertNull(sealer.open(key, "item", changed, place), "byte " + i);
    }
  }

  @Test
  void less_than_a_salt_and_a_tag_opens_nothing() {
    byte[] empty = sealer.seal(key, "item", new byte[0], place);
    assertEquals(48, empty.length);
    assertNotNull(sealer.open(key, "item", empty, place));
    for (int length = 0; length < empty.length; length++) {
      assertNull(sealer.open(key, "item", Arrays.copyOf(empty, length), place));
    }
  }

  @Test
  void only_the_private_key_opens_what_was_sealed_to_the_public_one() {
    byte[] mine = sealer.randomness().bytes(32);
    byte[] sealed =
        sealer.hpkeSeal(sealer.primitives().x25519().publicKey(mine), "deposit", text, place);
    assertArrayEquals(text, sealer.hpkeOpen(mine, "deposit", sealed, place));
    assertNull(sealer.hpkeOpen(sealer.randomness().bytes(32), "deposit", sealed, place));
    assertNull(sealer.hpkeOpen(mine, "welcome", sealed, place));
    assertNull(sealer.hpkeOpen(mine, "deposit", sealed, new byte[] {1}));
  }

  @Test
  void a_key_of_small_order_or_wrong_length_is_not_usable() {
    byte[] one = new byte[32];
    one[0] = 1;
    assertFalse(sealer.isUsableKey(new byte[32]));
    assertFalse(sealer.isUsableKey(one));
    assertFalse(sealer.isUsableKey(new byte[31]));
    byte[] mine = sealer.primitives().x25519().publicKey(sealer.randomness().bytes(32));
    assertTrue(sealer.isUsableKey(mine));
    assertFalse(sealer.isUsableKey(Arrays.copyOf(mine, 33)));
  }

  @Test
  void a_signature_holds_for_its_key_type_and_parts_alone() {
    byte[] seed = sealer.randomness().bytes(32);
    byte[] mine = sealer.primitives().ed25519().publicKey(seed);
    byte[] signature = sealer.sign(seed, "knock", text, place);
    assertTrue(sealer.verify(mine, signature, "knock", text, place));
    assertFalse(sealer.verify(mine, signature, "proposal", text, place));
    assertFalse(sealer.verify(mine, signature, "knock", text));
    assertFalse(sealer.verify(mine, signature, "knock", place, text));
    assertFalse(sealer.verify(mine, Arrays.copyOf(signature, 63), "knock", text, place));
    assertFalse(sealer.verify(Arrays.copyOf(mine, 31), signature, "knock", text, place));
    byte[] other = sealer.primitives().ed25519().publicKey(sealer.randomness().bytes(32));
    assertFalse(sealer.verify(other, signature, "knock", text, place));
  }

  @Test
  void derived_keys_differ_by_secret_type_and_parts() {
    byte[] derived = sealer.derive(key, "channel", place);
    assertEquals(32, derived.length);
    assertArrayEquals(derived, sealer.derive(key, "channel", place));
    assertFalse(Arrays.equals(derived, sealer.derive(key, "item", place)));
    assertFalse(Arrays.equals(derived, sealer.derive(key, "channel")));
    assertFalse(Arrays.equals(derived, sealer.derive(place, "channel", place)));
    assertArrayEquals(
        sealer.primitives().digest().hkdfSha256(new byte[32], key, Statements.of("item"), 32),
        sealer.derive(key, "item"));
  }

  @Test
  void a_mac_is_hmac_of_the_statement() {
    assertArrayEquals(
        sealer.primitives().digest().hmacSha256(key, Statements.of("invite-commit", place)),
        sealer.mac(key, "invite-commit", place));
  }

  @Test
  void numbers_are_big_endian() {
    assertArrayEquals(
        new byte[] {1, 2, 3, 4, 5, 6, 7, (byte) 0xf8}, Sealer.u64(0x01020304050607f8L));
    assertArrayEquals(new byte[] {(byte) 255}, Sealer.u8(255));
    assertArrayEquals(new byte[] {0}, Sealer.u8(0));
    assertThrows(IllegalArgumentException.class, () -> Sealer.u8(256));
    assertThrows(IllegalArgumentException.class, () -> Sealer.u8(-1));
  }

  @Test
  void its_text_form_shows_nothing() {
    assertEquals("Sealer", sealer.toString());
  }
}
