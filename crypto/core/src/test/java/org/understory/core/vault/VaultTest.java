package org.understory.core.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.wire.Padding;

class VaultTest {
  private static final byte[] UNDER = filled(32, 7);
  private static final byte[] KDF =
      "{\"kdf\":\"argon2id\",\"memoryKiB\":65536,\"iterations\":3}"
          .getBytes(StandardCharsets.UTF_8);

  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(1));
  private final byte[] kdfOutput = filled(32, 1);
  private final byte[] deviceHalf = filled(32, 2);
  private final Vault vault = Vault.create(sealer, KDF, kdfOutput, deviceHalf);

  @Test
  void the_right_passphrase_and_half_open_what_was_sealed() {
    Vault.SealedRow sealed = vault.sealRow(UNDER, "m/1", filled(700, 5));
    Vault again = Vault.open(sealer, vault.header(), kdfOutput, deviceHalf);
    assertNotNull(again);
    Vault.Row row = again.openRow(UNDER, sealed.key(), sealed.value());
    assertNotNull(row);
    assertEquals("m/1", row.key());
    assertArrayEquals(filled(700, 5), row.value());
    assertArrayEquals(vault.header(), again.header());
  }

  @Test
  void another_device_half_does_not_unlock() {
    assertNull(Vault.open(sealer, vault.header(), kdfOutput, filled(32, 3)));
  }

  @Test
  void another_passphrase_does_not_unlock() {
    assertNull(Vault.open(sealer, vault.header(), filled(32, 9), deviceHalf));
  }

  @Test
  void one_flipped_bit_of_the_header_refuses_it() {
    byte[] header = vault.header();
    for (int bit = 0; bit < header.length * 8; bit++) {
      byte[] flipped = header.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertNull(Vault.open(sealer, flipped, kdfOutput, deviceHalf), "bit " + bit);
    }
  }

  @Test
  void a_weaker_kdf_in_the_header_is_refused_even_with_the_right_output() throws Exception {
    VaultHeader header = VaultHeader.decode(vault.header());
    byte[] weaker = "{\"kdf\":\"pbkdf2-sha512\",\"iterations\":1}".getBytes(StandardCharsets.UTF_8);
    VaultHeader changed = new VaultHeader(weaker, header.generation(), header.sealedMaster());
    assertArrayEquals(weaker, Vault.kdfOf(changed.encode()));
    assertNull(Vault.open(sealer, changed.encode(), kdfOutput, deviceHalf));
  }

  @Test
  void another_generation_in_the_header_is_refused() throws Exception {
    VaultHeader header = VaultHeader.decode(vault.header());
    VaultHeader changed = new VaultHeader(header.kdf(), 2, header.sealedMaster());
    assertNull(Vault.open(sealer, changed.encode(), kdfOutput, deviceHalf));
  }

  @Test
  void a_malformed_header_has_no_kdf_and_opens_nothing() {
    byte[] trailing = Arrays.copyOf(vault.header(), vault.header().length + 1);
    for (byte[] header : new byte[][] {{}, {1, 2, 3}, trailing, new byte[4096]}) {
      assertNull(Vault.kdfOf(header));
      assertNull(Vault.open(sealer, header, kdfOutput, deviceHalf));
    }
  }

  @Test
  void lengths_that_cannot_be_right_are_the_callers_mistake() {
    assertThrows(
        IllegalArgumentException.class, () -> Vault.create(sealer, KDF, kdfOutput, filled(31, 1)));
    assertThrows(
        IllegalArgumentException.class, () -> Vault.create(sealer, KDF, filled(31, 1), deviceHalf));
    assertThrows(
        IllegalArgumentException.class,
        () -> Vault.create(sealer, new byte[1025], kdfOutput, deviceHalf).header());
  }

  @Test
  void two_vaults_of_one_passphrase_share_nothing() {
    Vault other = Vault.create(sealer, KDF, kdfOutput, deviceHalf);
    Vault.SealedRow sealed = vault.sealRow(UNDER, "a", filled(3, 1));
    assertFalse(Arrays.equals(vault.storedKey("a"), other.storedKey("a")));
    assertNull(other.openRow(UNDER, sealed.key(), sealed.value()));
  }

  @Test
  void a_row_in_the_place_of_another_is_refused() {
    Vault.SealedRow first = vault.sealRow(UNDER, "first", filled(3, 1));
    Vault.SealedRow second = vault.sealRow(UNDER, "second", filled(3, 2));
    assertNull(vault.openRow(UNDER, first.key(), second.value()));
    assertNull(vault.openRow(UNDER, vault.storedKey("third"), second.value()));
  }

  @Test
  void one_flipped_bit_of_a_row_refuses_it() {
    Vault.SealedRow sealed = vault.sealRow(UNDER, "first", filled(3, 1));
    for (int i = 0; i < sealed.value().length; i += 7) {
      byte[] flipped = sealed.value().clone();
      flipped[i] ^= 0x10;
      assertNull(vault.openRow(UNDER, sealed.key(), flipped), "byte " + i);
    }
    assertNull(vault.openRow(UNDER, sealed.key(), new byte[10]));
    assertNull(vault.openRow(UNDER, new byte[0], sealed.value()));
  }

  @Test
  void a_row_tells_its_padded_size_alone() {
    for (int length : new int[] {0, 1, 400, 490, 500, 4000, 9000, 70_000}) {
      int size = vault.sealRow(UNDER, "k", new byte[length]).value().length - Sealer.SEAL_OVERHEAD;
      assertEquals(Padding.bucket(4 + 4 + 1 + length), size);
    }
    assertEquals(16, vault.sealRow(UNDER, "k", new byte[0]).key().length);
  }

  @Test
  void sealing_the_same_row_twice_gives_other_bytes_in_the_same_place() {
    Vault.SealedRow one = vault.sealRow(UNDER, "k", filled(3, 1));
    Vault.SealedRow two = vault.sealRow(UNDER, "k", filled(3, 1));
    assertArrayEquals(one.key(), two.key());
    assertFalse(Arrays.equals(one.value(), two.value()));
  }

  @Test
  void nothing_secret_is_in_the_text_form() throws Exception {
    byte[] secret = "planted-secret".getBytes(StandardCharsets.UTF_8);
    String hex = HexFormat.of().formatHex(secret);
    Vault.SealedRow sealed = vault.sealRow(UNDER, "planted-secret", secret);
    Object[] all = {
      vault,
      sealed,
      new Vault.Row("planted-secret", secret),
      VaultHeader.decode(vault.header()),
      new Rows(vault)
    };
    for (Object each : all) {
      assertFalse(each.toString().contains("planted-secret"));
      assertFalse(each.toString().contains(hex));
      assertFalse(each.toString().contains(Arrays.toString(secret)));
    }
    assertEquals("Vault[open]", vault.toString());
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
