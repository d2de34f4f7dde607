package org.understory.core.vault;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.codec.InvalidWireException;

/**
 * An open vault: seals rows, pages of rows and the keys of both, and opens them.
 *
 * <p><b>Guarantees.</b> It opens only with the right passphrase <i>and</i> the device half, under
 * the very header it was made with: a changed KDF parameter, version or generation is refused. A
 * row's stored key tells nothing of its key, and a row put in another's place does not open.
 *
 * <p><b>Erasure.</b> Rows and pages lie under random keys, each of which is stored by itself,
 * sealed under the master key. Who destroys a stored key makes noise of what was sealed under it,
 * whoever knows the passphrase afterwards.
 *
 * <p><b>Does not protect against</b> rows that were taken away or put back to an older state, nor
 * against a weak passphrase once the device half was copied too. {@code docs/protocol.md#vault}
 */
public final class Vault {
  /** The length in bytes of the half that stays in another place of the device. */
  public static final int DEVICE_HALF = 32;

  /** The length in bytes of a row's stored key. */
  public static final int STORED_KEY = 16;

  /** The length in bytes of a page's stored key: its number. */
  public static final int PAGE_PLACE = 8;

  /** The length in bytes of the stored key of a key: the letter k and its number. */
  public static final int KEY_PLACE = 9;

  private static final int LENGTH_PREFIX = 4;

  private final Sealer sealer;
  private final VaultHeader header;
  private final byte[] indexKey;
  private final byte[] keysKey;

  private Vault(Sealer sealer, VaultHeader header, byte[] master) {
    this.sealer = sealer;
    this.header = header;
    this.indexKey = sealer.derive(master, "vault-index");
    this.keysKey = sealer.derive(master, "vault-keys");
  }

  /**
   * A new vault under a fresh master key.
   *
   * @param kdf how {@code kdfOutput} came about, 1 to 1024 bytes, kept in the header in clear
   * @param kdfOutput the stretched passphrase, 32 to 64 bytes
   * @param deviceHalf 32 random bytes that are kept apart from header and rows
   */
  public static Vault create(Sealer sealer, byte[] kdf, byte[] kdfOutput, byte[] deviceHalf) {
    byte[] master = sealer.randomness().bytes(Sealer.KEY);
    byte[] keyKey = keyKey(sealer, kdfOutput, deviceHalf);
    long generation = 1;
    byte[] sealed = sealer.seal(keyKey, "vault-header", master, headerParts(kdf, generation));
    return new Vault(sealer, new VaultHeader(kdf.clone(), generation, sealed), master);
  }

  /**
   * @param header as {@link #header} gave it
   * @return null when passphrase or device half is another, or the header was changed: which of
   *     these is not told
   */
  public static @Nullable Vault open(
      Sealer sealer, byte[] header, byte[] kdfOutput, byte[] deviceHalf) {
    VaultHeader parsed;
    try {
      parsed = VaultHeader.decode(header);
    } catch (InvalidWireException e) {
      return null;
    }
    byte[] master =
        sealer.open(
            keyKey(sealer, kdfOutput, deviceHalf),
            "vault-header",
            parsed.sealedMaster(),
            headerParts(parsed.kdf(), parsed.generation()));
    return master == null || master.length != Sealer.KEY ? null : new Vault(sealer, parsed, master);
  }

  /**
   * How the passphrase of a stored header is stretched, not yet authenticated; null when malformed.
   */
  public static byte @Nullable [] kdfOf(byte[] header) {
    try {
      return VaultHeader.decode(header).kdf();
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /** To be stored beside the rows. */
  public byte[] header() {
    return header.encode();
  }

  /** The place of a row in the store, 16 bytes that tell nothing of the key. */
  public byte[] storedKey(String key) {
    byte[] mac =
        sealer.primitives().digest().hmacSha256(indexKey, key.getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(mac, STORED_KEY);
  }

  /** A new key for rows or a page. */
  byte[] freshKey() {
    return sealer.randomness().bytes(Sealer.KEY);
  }

  /** Where a key is stored, {@link #KEY_PLACE} bytes. */
  static byte[] keyPlace(long number) {
    byte[] place = new byte[KEY_PLACE];
    place[0] = 'k';
    System.arraycopy(Sealer.u64(number), 0, place, 1, PAGE_PLACE);
    return place;
  }

  /** Seals a key of this number; {@code ofPage} says what it is for. */
  byte[] sealKey(long number, byte[] key, boolean ofPage) {
    return sealer.seal(keysKey, "vault-key", key, Sealer.u64(number), Sealer.u8(ofPage ? 2 : 1));
  }

  /** The key that was sealed for this place and use; null when it was not. */
  byte @Nullable [] openKey(long number, byte[] sealed, boolean ofPage) {
    return sealer.open(keysKey, "vault-key", sealed, Sealer.u64(number), Sealer.u8(ofPage ? 2 : 1));
  }

  byte[] sealPage(byte[] under, long number, byte[] content) {
    return sealer.seal(under, "vault-page", Padding.pad(content), Sealer.u64(number));
  }

  byte @Nullable [] openPage(byte[] under, long number, byte[] sealed) {
    byte[] padded = sealer.open(under, "vault-page", sealed, Sealer.u64(number));
    try {
      return padded == null ? null : Padding.unpad(padded);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /**
   * Seals one row; every call gives other bytes.
   *
   * @param under 32 random bytes
   * @param key not empty, without lone surrogates
   */
  public SealedRow sealRow(byte[] under, String key, byte[] value) {
    byte[] storedKey = storedKey(key);
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    ByteBuffer row = ByteBuffer.allocate(Math.addExact(LENGTH_PREFIX + name.length, value.length));
    row.putInt(name.length).put(name).put(value);
    byte[] sealed = sealer.seal(under, "vault-row", Padding.pad(row.array()), storedKey);
    return new SealedRow(storedKey, sealed);
  }

  /** The row that was sealed for this place; null when it was not, or anything was changed. */
  public @Nullable Row openRow(byte[] under, byte[] storedKey, byte[] storedValue) {
    byte[] padded = sealer.open(under, "vault-row", storedValue, storedKey);
    if (padded == null) {
      return null;
    }
    try {
      Row row = parse(Padding.unpad(padded));
      return row != null && Arrays.equals(storedKey(row.key()), storedKey) ? row : null;
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private static @Nullable Row parse(byte[] bytes) {
    if (bytes.length < LENGTH_PREFIX) {
      return null;
    }
    int length = ByteBuffer.wrap(bytes).getInt();
    if (length < 0 || length > bytes.length - LENGTH_PREFIX) {
      return null;
    }
    int start = LENGTH_PREFIX + length;
    try {
      String key =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, LENGTH_PREFIX, length))
              .toString();
      return new Row(key, Arrays.copyOfRange(bytes, start, bytes.length));
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static byte[] keyKey(Sealer sealer, byte[] kdfOutput, byte[] deviceHalf) {
    // One length each side at least keeps the two halves from sliding into each other.
    if (kdfOutput.length < 32 || kdfOutput.length > 64 || deviceHalf.length != DEVICE_HALF) {
      throw new IllegalArgumentException("a stretched passphrase has 32..64 bytes, a half 32");
    }
    byte[] both = Arrays.copyOf(kdfOutput, kdfOutput.length + DEVICE_HALF);
    System.arraycopy(deviceHalf, 0, both, kdfOutput.length, DEVICE_HALF);
    byte[] key = sealer.derive(both, "vault-kek");
    Arrays.fill(both, (byte) 0);
    return key;
  }

  private static byte[][] headerParts(byte[] kdf, long generation) {
    return new byte[][] {Sealer.u8(VaultHeader.VERSION), kdf, Sealer.u64(generation)};
  }

  /**
   * A row as it lies in the store.
   *
   * @param key {@link #STORED_KEY} bytes
   */
  public record SealedRow(byte[] key, byte[] value) {
    @Override
    public String toString() {
      return "SealedRow[" + value.length + " bytes]";
    }
  }

  /** A row in clear. */
  public record Row(String key, byte[] value) {
    @Override
    public String toString() {
      return "Row[" + value.length + " bytes]";
    }
  }

  @Override
  public String toString() {
    return "Vault[open]";
  }
}
