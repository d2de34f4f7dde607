package org.understory.signal.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.Randomness;
import org.understory.signal.codec.Bytes;
import org.understory.signal.key.CurveKey;
import org.understory.signal.key.CurveKeyPair;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.Kem;
import org.understory.signal.primitive.Primitives;

/**
 * The PQXDH key agreement (signal.org/docs/specifications/pqxdh), with libsignal's labels.
 *
 * <p>There is no way in here without the KEM: a session without it cannot be made.
 */
public final class Pqxdh {
  private static final byte[] LABEL =
      "WhisperText_X25519_SHA-256_CRYSTALS-KYBER-1024".getBytes(StandardCharsets.US_ASCII);
  private static final int KEM_RANDOM = 32;

  private Pqxdh() {}

  /**
   * The initiator's result.
   *
   * @param kemCiphertext 1568 bytes, for the responder
   */
  public record Initiated(SharedSecrets secrets, byte[] kemCiphertext) {
    @Override
    public String toString() {
      return "Initiated[secret]";
    }
  }

  /** The responder's keys that a prekey message named. */
  public record ResponderKeys(
      CurveKeyPair identity,
      CurveKeyPair signedPreKey,
      @Nullable CurveKeyPair oneTimePreKey,
      Kem.KeyPair kyberPreKey) {
    @Override
    public String toString() {
      return "ResponderKeys[secret]";
    }
  }

  /** Initiator: DH(IK_A, SPK_B), DH(EK_A, IK_B), DH(EK_A, SPK_B), DH(EK_A, OPK_B), then the KEM. */
  public static Initiated initiate(
      Primitives primitives,
      Randomness randomness,
      CurveKeyPair identity,
      CurveKeyPair baseKey,
      VerifiedBundle bundle)
      throws ProtocolException {
    Kem.Encapsulation kem =
        primitives.kyber1024().encapsulate(bundle.kyberPreKey(), randomness.bytes(KEM_RANDOM));
    if (kem == null) {
      throw new ProtocolException(Reason.INVALID, "the Kyber prekey is no valid key");
    }
    CurveKey oneTime = bundle.preKey();
    SharedSecrets secrets =
        derive(
            primitives.digest(),
            identity.agree(primitives, bundle.signedPreKey()),
            baseKey.agree(primitives, bundle.identityKey()),
            baseKey.agree(primitives, bundle.signedPreKey()),
            oneTime == null ? new byte[0] : baseKey.agree(primitives, oneTime),
            kem.sharedSecret());
    return new Initiated(secrets, kem.ciphertext());
  }

  /**
   * Responder: the same values from the other side.
   *
   * @throws ProtocolException when the initiator's base key is not canonical: its many encodings
   *     would defeat the check that a last-resort key meets each base key once
   */
  public static SharedSecrets respond(
      Primitives primitives,
      ResponderKeys ours,
      CurveKey theirIdentity,
      CurveKey theirBaseKey,
      byte[] kemCiphertext)
      throws ProtocolException {
    if (!theirBaseKey.isCanonical(primitives)) {
      throw new ProtocolException(Reason.INVALID, "the base key is not canonical");
    }
    byte[] kemSecret =
        primitives.kyber1024().decapsulate(ours.kyberPreKey().privateKey(), kemCiphertext);
    if (kemSecret == null) {
      throw new ProtocolException(Reason.INVALID, "the KEM ciphertext");
    }
    CurveKeyPair oneTime = ours.oneTimePreKey();
    return derive(
        primitives.digest(),
        ours.signedPreKey().agree(primitives, theirIdentity),
        ours.identity().agree(primitives, theirBaseKey),
        ours.signedPreKey().agree(primitives, theirBaseKey),
        oneTime == null ? new byte[0] : oneTime.agree(primitives, theirBaseKey),
        kemSecret);
  }

  /** What goes in is overwritten. */
  private static SharedSecrets derive(Digest digest, byte[]... secrets) {
    byte[] discontinuity = new byte[32];
    Arrays.fill(discontinuity, (byte) 0xFF);
    byte[] together = Bytes.concat(secrets);
    byte[] input = Bytes.concat(discontinuity, together);
    byte[] output = digest.hkdfSha256(new byte[0], input, LABEL, 96);
    SharedSecrets shared =
        new SharedSecrets(
            Arrays.copyOfRange(output, 0, 32),
            Arrays.copyOfRange(output, 32, 64),
            Arrays.copyOfRange(output, 64, 96));
    Bytes.wipe(secrets);
    Bytes.wipe(together, input, output);
    return shared;
  }
}
