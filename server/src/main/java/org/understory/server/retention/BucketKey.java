package org.understory.server.retention;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Randomness;

/**
 * The key of one expiry bucket: what is sealed under it, and where it lies in the tables, is noise
 * once the key is destroyed. {@code docs/protocol.md#bucket-keys}. Used on one event loop.
 */
public final class BucketKey {
  /** Bytes of a key. */
  static final int LENGTH = 32;

  /** What a row is about. */
  public enum Kind {
    LOG,
    MAILBOX,
    BLOB,
    SPACE
  }

  /** Where the rows of one log or mailbox lie in one bucket. */
  public record Place(long expiry, byte[] tag, long shift) {
    @Override
    public String toString() {
      return "Place";
    }
  }

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  /** Leaves room for positions above every shift. */
  private static final long SHIFT_MASK = (1L << 61) - 1;

  private final long expiry;
  private final byte[] secret;
  private final Randomness randomness;
  private final SecretKeySpec sealing;
  private final Cipher gcm;
  private final Map<Kind, Cipher> forward = new EnumMap<>(Kind.class);
  private final Map<Kind, Cipher> backward = new EnumMap<>(Kind.class);
  private int users;

  BucketKey(long expiry, byte[] secret, Randomness randomness) {
    this.expiry = expiry;
    this.secret = secret.clone();
    this.randomness = randomness;
    this.sealing = new SecretKeySpec(derive("seal"), "AES");
    this.gcm = cipher("AES/GCM/NoPadding");
  }

  /** The end of the bucket, seconds since 1970. */
  public long expiry() {
    return expiry;
  }

  /** What tells this key from another of the same bucket, and nothing of either. */
  byte[] check() {
    return Arrays.copyOf(derive("check"), 16);
  }

  /** Whether a check is this key's. */
  boolean isChecked(byte[] check) {
    return MessageDigest.isEqual(check(), check);
  }

  /** 32 bytes that follow from this key for a purpose and an id. */
  public byte[] derive(String purpose, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
      for (byte[] part : parts) {
        mac.update((byte) 0);
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has HMAC-SHA256", e);
    }
  }

  /** Seals, so that only the row with this tag opens it. */
  public byte[] seal(byte[] tag, byte[] plain) {
    byte[] nonce = randomness.bytes(NONCE);
    try {
      gcm.init(Cipher.ENCRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, nonce));
      gcm.updateAAD(tag);
      byte[] sealed = Arrays.copyOf(nonce, NONCE + plain.length + TAG_BITS / 8);
      gcm.doFinal(plain, 0, plain.length, sealed, NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("a body could not be sealed", e);
    }
  }

  /** What was sealed; null: not by this key, or for another row. */
  public byte @Nullable [] open(byte[] tag, byte[] sealed) {
    if (sealed.length < NONCE + TAG_BITS / 8) {
      return null;
    }
    try {
      gcm.init(Cipher.DECRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
      gcm.updateAAD(tag);
      return gcm.doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  /** Where the rows of a log or mailbox lie. */
  public Place place(Kind kind, long no) {
    long shift = ByteBuffer.wrap(permute(kind, block(no, 1))).getLong() & SHIFT_MASK;
    return new Place(expiry, permute(kind, block(no, 0)), shift);
  }

  /** The number whose rows have this tag. */
  public long numberOf(Kind kind, byte[] tag) {
    return ByteBuffer.wrap(invert(kind, tag)).getLong();
  }

  /** The tag of an id of 16 bytes. */
  public byte[] tag(Kind kind, byte[] id) {
    return permute(kind, id);
  }

  /** The id that has this tag. */
  public byte[] idOf(Kind kind, byte[] tag) {
    return invert(kind, tag);
  }

  private static byte[] block(long no, long what) {
    return ByteBuffer.allocate(16).putLong(no).putLong(what).array();
  }

  /** One block under a key of its own: without the key, a random permutation. */
  private byte[] permute(Kind kind, byte[] block) {
    return run(forward.computeIfAbsent(kind, k -> permutation(k, Cipher.ENCRYPT_MODE)), block);
  }

  private byte[] invert(Kind kind, byte[] block) {
    return run(backward.computeIfAbsent(kind, k -> permutation(k, Cipher.DECRYPT_MODE)), block);
  }

  private Cipher permutation(Kind kind, int mode) {
    Cipher cipher = cipher("AES/ECB/NoPadding");
    try {
      cipher.init(mode, new SecretKeySpec(derive("tag " + kind), "AES"));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has AES", e);
    }
  }

  private static byte[] run(Cipher cipher, byte[] block) {
    byte[] out = cipher.update(block);
    if (out == null || out.length != 16) {
      throw new IllegalArgumentException("a block has 16 bytes");
    }
    return out;
  }

  private static Cipher cipher(String transformation) {
    try {
      return Cipher.getInstance(transformation);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has " + transformation, e);
    }
  }

  /** Somebody writes under it: it is not destroyed before {@link #release}. */
  public BucketKey use() {
    users++;
    return this;
  }

  /** The write is over. */
  public void release() {
    users--;
  }

  boolean isUsed() {
    return users > 0;
  }

  /** What is in memory of it. Ciphers keep their own copies until they are collected. */
  void forget() {
    Arrays.fill(secret, (byte) 0);
    forward.clear();
    backward.clear();
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return "BucketKey";
  }
}
