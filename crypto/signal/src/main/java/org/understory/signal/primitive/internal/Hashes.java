package org.understory.signal.primitive.internal;

import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.Arrays;
import org.understory.signal.primitive.Digest;

/** SHA-2, HMAC and HKDF: on SHA-256 our own, on SHA-512 Bouncy Castle's. */
public final class Hashes implements Digest {
  /** RFC 5869: at most 255 blocks of the hash. */
  private static final int MAX_HKDF_LENGTH = 255 * Sha256.SIZE;

  @Override
  public byte[] sha256(byte[]... parts) {
    Sha256 hash = new Sha256();
    for (byte[] part : parts) {
      hash.update(part);
    }
    return hash.finish();
  }

  @Override
  public byte[] sha512(byte[]... parts) {
    SHA512Digest digest = new SHA512Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }

  @Override
  public byte[] hmacSha256(byte[] key, byte[]... parts) {
    HmacSha256 mac = new HmacSha256(key);
    for (byte[] part : parts) {
      mac.update(part);
    }
    byte[] result = mac.finish();
    mac.wipe();
    return result;
  }

  @Override
  public byte[] hmacSha512(byte[] key, byte[]... parts) {
    HMac mac = new HMac(new SHA512Digest());
    mac.init(new KeyParameter(key));
    for (byte[] part : parts) {
      mac.update(part, 0, part.length);
    }
    byte[] result = new byte[mac.getMacSize()];
    mac.doFinal(result, 0);
    return result;
  }

  @Override
  public byte[] hkdfSha256(byte[] salt, byte[] ikm, byte[] info, int length) {
    if (length < 0 || length > MAX_HKDF_LENGTH) {
      throw new IllegalArgumentException("HKDF-SHA256 gives 0.." + MAX_HKDF_LENGTH + " bytes");
    }
    HmacSha256 extract = new HmacSha256(salt);
    byte[] key = extract.update(ikm).finish();
    HmacSha256 expand = new HmacSha256(key);
    byte[] result = new byte[length];
    byte[] block = {};
    byte[] counter = {1};
    for (int at = 0; at < length; at += Sha256.SIZE) {
      block = expand.update(block).update(info).update(counter).finish();
      System.arraycopy(block, 0, result, at, Math.min(Sha256.SIZE, length - at));
      counter[0]++;
    }
    Arrays.fill(key, (byte) 0);
    Arrays.fill(block, (byte) 0);
    extract.wipe();
    expand.wipe();
    return result;
  }

  @Override
  public boolean equal(byte[] a, byte[] b) {
    return Arrays.constantTimeAreEqual(a, b);
  }
}
