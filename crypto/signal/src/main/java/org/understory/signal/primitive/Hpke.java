package org.understory.signal.primitive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.Randomness;
import org.understory.signal.codec.Bytes;

/**
 * HPKE (RFC 9180), base mode, one message per encapsulation: DHKEM(X25519, HKDF-SHA256),
 * HKDF-SHA256, AES-256-GCM ({@code docs/protocol.md#deposit}).
 *
 * <p><b>Guarantees.</b> Only who holds the recipient's private key reads the message; any change to
 * it, to {@code info} or to {@code aad} makes it unreadable.
 *
 * <p><b>Does not protect against</b> a forged sender: anyone can seal. No forward secrecy towards
 * the recipient's key. Lengths show.
 *
 * <p>Stateless; the ports decide how fast it is.
 */
public final class Hpke {
  private static final int KEY = 32;
  private static final int TAG = 16;
  private static final int NONCE = 12;
  private static final int KEM_ID = 0x0020;
  private static final int KDF_ID = 0x0001;
  private static final int AES_256_GCM = 0x0002;
  private static final byte MODE_BASE = 0;

  private static final byte[] VERSION = ascii("HPKE-v1");
  private static final byte[] KEM_SUITE = Bytes.concat(ascii("KEM"), i2osp2(KEM_ID));
  private static final byte[] EMPTY = {};

  private final Primitives primitives;
  private final byte[] suite;
  private final int aeadKeyLength;

  public Hpke(Primitives primitives) {
    this(primitives, AES_256_GCM, KEY);
  }

  /** For published vectors of the sister suite with AES-128-GCM (id 1, 16 bytes). */
  Hpke(Primitives primitives, int aeadId, int aeadKeyLength) {
    this.primitives = primitives;
    this.suite = Bytes.concat(ascii("HPKE"), i2osp2(KEM_ID), i2osp2(KDF_ID), i2osp2(aeadId));
    this.aeadKeyLength = aeadKeyLength;
  }

  /** Whether {@link #seal} takes this key: 32 bytes, canonical, of prime order. */
  public boolean isUsable(byte[] recipientPublic) {
    return primitives.x25519().isCanonical(recipientPublic);
  }

  /**
   * Seals to a key.
   *
   * @param recipientPublic32 X25519 u, checked by {@link #isUsable} when it was taken in
   * @return {@code enc (32) || ciphertext || tag (16)}: 48 bytes more than the plaintext
   * @throws IllegalArgumentException when the key has another length or is of small order
   */
  public byte[] seal(
      byte[] recipientPublic32, byte[] info, byte[] aad, byte[] plaintext, Randomness randomness) {
    byte[] ephemeral = randomness.bytes(KEY);
    byte[] enc = primitives.x25519().publicKey(ephemeral);
    byte[] shared = primitives.x25519().agree(ephemeral, recipientPublic32);
    Arrays.fill(ephemeral, (byte) 0);
    if (shared == null) {
      throw new IllegalArgumentException("an HPKE recipient key of small order");
    }
    Schedule schedule = schedule(shared, enc, recipientPublic32, info);
    return Bytes.concat(
        enc, primitives.aead().seal(schedule.key(), schedule.baseNonce(), aad, plaintext));
  }

  /** The plaintext, or null when it was not sealed to this key with this info and aad. */
  public byte @Nullable [] open(byte[] recipientPrivate32, byte[] info, byte[] aad, byte[] sealed) {
    if (sealed.length < KEY + TAG) {
      return null;
    }
    byte[] enc = Arrays.copyOf(sealed, KEY);
    byte[] shared = primitives.x25519().agree(recipientPrivate32, enc);
    if (shared == null) {
      return null;
    }
    byte[] recipientPublic = primitives.x25519().publicKey(recipientPrivate32);
    Schedule schedule = schedule(shared, enc, recipientPublic, info);
    byte[] ciphertext = Arrays.copyOfRange(sealed, KEY, sealed.length);
    return primitives.aead().open(schedule.key(), schedule.baseNonce(), aad, ciphertext);
  }

  /** What one encapsulation gives: RFC 9180, 5.1. */
  record Schedule(byte[] key, byte[] baseNonce) {
    @Override
    public String toString() {
      return "Hpke.Schedule[secret]";
    }
  }

  private Schedule schedule(byte[] dh, byte[] enc, byte[] recipientPublic, byte[] info) {
    byte[] eaePrk = extract(KEM_SUITE, EMPTY, "eae_prk", dh);
    byte[] shared =
        expand(KEM_SUITE, eaePrk, "shared_secret", Bytes.concat(enc, recipientPublic), KEY);
    byte[] pskIdHash = extract(suite, EMPTY, "psk_id_hash", EMPTY);
    byte[] infoHash = extract(suite, EMPTY, "info_hash", info);
    byte[] context = Bytes.concat(new byte[] {MODE_BASE}, pskIdHash, infoHash);
    byte[] secret = extract(suite, shared, "secret", EMPTY);
    return new Schedule(
        expand(suite, secret, "key", context, aeadKeyLength),
        expand(suite, secret, "base_nonce", context, NONCE));
  }

  private byte[] extract(byte[] suiteId, byte[] salt, String label, byte[] ikm) {
    byte[] key = salt.length == 0 ? new byte[KEY] : salt;
    return primitives.digest().hmacSha256(key, VERSION, suiteId, ascii(label), ikm);
  }

  /** LabeledExpand for at most one block of SHA-256, which is all that this suite needs. */
  private byte[] expand(byte[] suiteId, byte[] prk, String label, byte[] info, int length) {
    byte[] block =
        primitives
            .digest()
            .hmacSha256(prk, i2osp2(length), VERSION, suiteId, ascii(label), info, new byte[] {1});
    return Arrays.copyOf(block, length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] i2osp2(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }
}
