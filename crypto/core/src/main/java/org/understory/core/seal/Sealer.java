package org.understory.core.seal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.Randomness;
import org.understory.signal.primitive.Hpke;
import org.understory.signal.primitive.Primitives;
import org.understory.wire.Statements;

/**
 * Seals, derives, hashes and signs over statements ({@code docs/protocol.md#lp}, {@code #hash},
 * {@code #kdf}, {@code #seal}, {@code #hpke}).
 *
 * <p>A {@code type} is what follows {@code understory/v1/} in a statement's tag; {@code parts} and
 * {@code ad} are its parts in order.
 *
 * <p><b>Guarantees.</b> What was sealed under one type, key or associated data opens under no
 * other. A (key, nonce) pair is used once: every {@link #seal} draws a fresh 32-byte salt and with
 * it a key of its own.
 *
 * <p><b>Does not protect against</b> a repeated source of randomness, or lengths that show: pad
 * first. Stateless; as thread-safe as the primitives and the randomness it was given.
 */
public final class Sealer {
  /** Bytes of every secret, salt, hash and public key here. */
  public static final int KEY = 32;

  /** What {@link #seal} adds to a plaintext: salt and tag. */
  public static final int SEAL_OVERHEAD = KEY + 16;

  private static final byte[] NO_SALT = {};

  /** Every message has its own key (#seal), so a nonce that never changes never repeats. */
  private static final byte[] ZERO_NONCE = new byte[12];

  private final Primitives primitives;
  private final Randomness randomness;
  private final Hpke hpke;

  public Sealer(Primitives primitives, Randomness randomness) {
    this.primitives = primitives;
    this.randomness = randomness;
    this.hpke = new Hpke(primitives);
  }

  public Primitives primitives() {
    return primitives;
  }

  public Randomness randomness() {
    return randomness;
  }

  /** {@code H(type, parts...)}, 32 bytes ({@code docs/protocol.md#hash}). */
  public byte[] hash(String type, byte[]... parts) {
    return primitives.digest().sha256(Statements.of(type, parts));
  }

  /** {@code K(secret, type, parts...)}, 32 bytes ({@code docs/protocol.md#kdf}). */
  public byte[] derive(byte[] secret, String type, byte[]... parts) {
    return primitives.digest().hkdfSha256(NO_SALT, secret, Statements.of(type, parts), KEY);
  }

  /** HMAC-SHA-256 under {@code key} of the statement, 32 bytes. */
  public byte[] mac(byte[] key, String type, byte[]... parts) {
    return primitives.digest().hmacSha256(key, Statements.of(type, parts));
  }

  /**
   * {@code Seal(key, type, ad..., plaintext)} ({@code docs/protocol.md#seal}).
   *
   * @param key 32 bytes, from {@link #derive} or random
   * @return salt (32) || ciphertext || tag (16)
   */
  public byte[] seal(byte[] key, String type, byte[] plaintext, byte[]... ad) {
    byte[] salt = randomness.bytes(KEY);
    byte[] ciphertext =
        primitives
            .aead()
            .seal(messageKey(salt, key, type), ZERO_NONCE, Statements.of(type, ad), plaintext);
    byte[] sealed = Arrays.copyOf(salt, KEY + ciphertext.length);
    System.arraycopy(ciphertext, 0, sealed, KEY, ciphertext.length);
    return sealed;
  }

  /** The plaintext of {@link #seal}, or null when anything differs from what was sealed. */
  public byte @Nullable [] open(byte[] key, String type, byte[] sealed, byte[]... ad) {
    if (sealed.length < SEAL_OVERHEAD) {
      return null;
    }
    byte[] salt = Arrays.copyOf(sealed, KEY);
    byte[] ciphertext = Arrays.copyOfRange(sealed, KEY, sealed.length);
    return primitives
        .aead()
        .open(messageKey(salt, key, type), ZERO_NONCE, Statements.of(type, ad), ciphertext);
  }

  /**
   * Seals to a public key by HPKE: info is the statement without parts, aad the statement over
   * {@code ad} ({@code docs/protocol.md#hpke}).
   *
   * @param publicKey X25519, 32 bytes, checked with {@link #isUsableKey} when it was taken in
   * @return encapsulated key (32) || ciphertext || tag (16)
   * @throws IllegalArgumentException when the key is not usable
   */
  public byte[] hpkeSeal(byte[] publicKey, String type, byte[] plaintext, byte[]... ad) {
    return hpke.seal(
        publicKey, Statements.of(type), Statements.of(type, ad), plaintext, randomness);
  }

  /** The plaintext of {@link #hpkeSeal}, or null when anything differs from what was sealed. */
  public byte @Nullable [] hpkeOpen(byte[] privateKey, String type, byte[] sealed, byte[]... ad) {
    return hpke.open(privateKey, Statements.of(type), Statements.of(type, ad), sealed);
  }

  /** Whether an X25519 public key can be sealed to: 32 bytes, canonical, not of small order. */
  public boolean isUsableKey(byte[] publicKey) {
    return publicKey.length == KEY && hpke.isUsable(publicKey);
  }

  /** An Ed25519 signature, 64 bytes, over the statement. */
  public byte[] sign(byte[] seed, String type, byte[]... parts) {
    return primitives.ed25519().sign(seed, Statements.of(type, parts));
  }

  /** Whether {@code signature} is {@code publicKey}'s over the statement. False on a bad length. */
  public boolean verify(byte[] publicKey, byte[] signature, String type, byte[]... parts) {
    return publicKey.length == KEY
        && signature.length == 2 * KEY
        && primitives.ed25519().verify(publicKey, Statements.of(type, parts), signature);
  }

  /** 8 bytes, big-endian. */
  public static byte[] u64(long value) {
    byte[] result = new byte[8];
    for (int i = 0; i < result.length; i++) {
      result[i] = (byte) (value >>> (56 - 8 * i));
    }
    return result;
  }

  /** The same 8 bytes read again, where they begin in others. */
  public static long u64(byte[] from, int at) {
    long number = 0;
    for (int i = at; i < at + 8; i++) {
      number = (number << 8) | (from[i] & 0xFF);
    }
    return number;
  }

  /**
   * One byte.
   *
   * @throws IllegalArgumentException when the value is not within 0..255
   */
  public static byte[] u8(int value) {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException("not a byte: " + value);
    }
    return new byte[] {(byte) value};
  }

  private byte[] messageKey(byte[] salt, byte[] key, String type) {
    return primitives.digest().hkdfSha256(salt, key, Statements.of("seal/" + type), KEY);
  }

  @Override
  public String toString() {
    return "Sealer";
  }
}
