package org.understory.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.Primitives;

/**
 * Derives keys as engines would that leave a step out. Ours asks for every key by this port, so
 * that it turns into such an engine without a copy of it.
 */
final class BrokenDigest implements Digest {
  private static final String PQXDH = "WhisperText_X25519_SHA-256_CRYSTALS-KYBER-1024";
  private static final String X3DH = "WhisperText";
  private static final String MESSAGE_KEYS = "WhisperMessageKeys";
  private static final int KYBER_SECRET = 32;

  /** What the MAC of a message covers, and no other. */
  private static final int IDENTITIES_AND_MESSAGE = 3;

  /** What is left out. */
  enum Fault {
    /** Kyber's secret does not enter the handshake's, which is called post-quantum still. */
    WITHOUT_KYBER,
    /** The handshake of before: no Kyber, and its own label. */
    X3DH_ONLY,
    /** Message keys come from the Double Ratchet alone. */
    WITHOUT_SPQR_SALT,
    /** The post-quantum key is mixed in, but one of the other party's making. */
    ANOTHER_SPQR_KEY,
    /**
     * Its messages do not mention the ratchet; whoever sends them takes field 5 out afterwards
     * ({@link WireMessages#withoutRatchet}), this signs them so.
     */
    WITHOUT_SPQR
  }

  private final Digest digest;
  private final Fault fault;

  private BrokenDigest(Digest digest, Fault fault) {
    this.digest = digest;
    this.fault = fault;
  }

  /** Right in all else. */
  static Primitives primitives(Fault fault) {
    Primitives right = BouncyCastlePrimitives.create();
    return new Primitives(
        new BrokenDigest(right.digest(), fault),
        right.aead(),
        right.cbc(),
        right.x25519(),
        right.ed25519(),
        right.xeddsa(),
        right.kyber1024(),
        right.mlKem768(),
        right.passwordHash());
  }

  @Override
  public byte[] hkdfSha256(byte[] salt, byte[] ikm, byte[] info, int length) {
    String label = new String(info, UTF_8);
    return switch (fault) {
      case WITHOUT_KYBER ->
          digest.hkdfSha256(salt, label.equals(PQXDH) ? withoutKyber(ikm) : ikm, info, length);
      case X3DH_ONLY ->
          label.equals(PQXDH)
              ? digest.hkdfSha256(salt, withoutKyber(ikm), X3DH.getBytes(UTF_8), length)
              : digest.hkdfSha256(salt, ikm, info, length);
      case WITHOUT_SPQR_SALT ->
          digest.hkdfSha256(label.equals(MESSAGE_KEYS) ? new byte[0] : salt, ikm, info, length);
      case ANOTHER_SPQR_KEY ->
          digest.hkdfSha256(label.equals(MESSAGE_KEYS) ? other(salt) : salt, ikm, info, length);
      case WITHOUT_SPQR -> digest.hkdfSha256(salt, ikm, info, length);
    };
  }

  private static byte[] withoutKyber(byte[] secret) {
    return Arrays.copyOf(secret, secret.length - KYBER_SECRET);
  }

  private byte[] other(byte[] salt) {
    return salt.length == 0 ? salt : digest.sha256(salt);
  }

  @Override
  public byte[] sha256(byte[]... parts) {
    return digest.sha256(parts);
  }

  @Override
  public byte[] sha512(byte[]... parts) {
    return digest.sha512(parts);
  }

  @Override
  public byte[] hmacSha256(byte[] key, byte[]... parts) {
    if (fault == Fault.WITHOUT_SPQR && parts.length == IDENTITIES_AND_MESSAGE) {
      return digest.hmacSha256(key, parts[0], parts[1], WireMessages.withoutRatchet(parts[2]));
    }
    return digest.hmacSha256(key, parts);
  }

  @Override
  public byte[] hmacSha512(byte[] key, byte[]... parts) {
    return digest.hmacSha512(key, parts);
  }

  @Override
  public boolean equal(byte[] a, byte[] b) {
    return digest.equal(a, b);
  }
}
