package org.understory.signal.primitive.internal;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.Arrays;
import org.understory.signal.primitive.Digest;

/** SHA-2, HMAC and HKDF. */
public final class BouncyCastleDigest implements Digest {
  /** RFC 5869: at most 255 blocks of the hash. */
  private static final int MAX_HKDF_LENGTH = 255 * 32;

  @Override
  public byte[] sha256(byte[]... parts) {
    return hash(new SHA256Digest(), parts);
  }

  @Override
  public byte[] sha512(byte[]... parts) {
    return hash(new SHA512Digest(), parts);
  }

  @Override
  public byte[] hmacSha256(byte[] key, byte[]... parts) {
    return mac(new HMac(new SHA256Digest()), key, parts);
  }

  @Override
  public byte[] hmacSha512(byte[] key, byte[]... parts) {
    return mac(new HMac(new SHA512Digest()), key, parts);
  }

  @Override
  public byte[] hkdfSha256(byte[] salt, byte[] ikm, byte[] info, int length) {
    if (length < 0 || length > MAX_HKDF_LENGTH) {
      throw new IllegalArgumentException("HKDF-SHA256 gives 0.." + MAX_HKDF_LENGTH + " bytes");
    }
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(ikm, salt.length == 0 ? new byte[32] : salt, info));
    byte[] result = new byte[length];
    if (length > 0) {
      generator.generateBytes(result, 0, length);
    }
    return result;
  }

  @Override
  public boolean equal(byte[] a, byte[] b) {
    return Arrays.constantTimeAreEqual(a, b);
  }

  private static byte[] hash(org.bouncycastle.crypto.Digest digest, byte[][] parts) {
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }

  private static byte[] mac(HMac mac, byte[] key, byte[][] parts) {
    mac.init(new KeyParameter(key));
    for (byte[] part : parts) {
      mac.update(part, 0, part.length);
    }
    byte[] result = new byte[mac.getMacSize()];
    mac.doFinal(result, 0);
    return result;
  }
}
