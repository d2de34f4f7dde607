package org.understory.core.channel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.wire.Envelope;
import org.understory.wire.Limits;
import org.understory.wire.Padding;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/**
 * What channel messages and proposals have in common: padding, a key of the epoch, and associated
 * data that ties the envelope to its space, log, epoch and expiry bucket.
 *
 * @param log where the envelope lies
 * @param expiryBucket end of the expiry bucket, seconds since 1970
 */
public record EpochSeal(
    Sealer sealer, EpochSecret secret, SpaceId space, LogId log, long expiryBucket) {

  /** Which epoch's secret an envelope asks for; null when it is not a canonical envelope. */
  public static @Nullable Epoch epochOf(byte[] envelope) {
    try {
      return Envelope.decode(envelope).epoch();
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /** Pads and seals under {@code key}, which came from {@link #secret} for {@code type}. */
  public byte[] seal(String type, byte[] key, byte[] plaintext) {
    byte[] sealed = sealer.seal(key, type, Padding.pad(plaintext), associatedData());
    byte[] salt = Arrays.copyOf(sealed, Sealer.KEY);
    byte[] ciphertext = Arrays.copyOfRange(sealed, Sealer.KEY, sealed.length);
    Epoch epoch = new Epoch(secret.generation(), secret.step());
    return new Envelope(Limits.VERSION, epoch, salt, ciphertext).encode();
  }

  /** What was sealed; null when anything differs from then. */
  public byte @Nullable [] open(String type, byte[] key, byte[] envelope) {
    try {
      Envelope parsed = Envelope.decode(envelope);
      byte[] sealed = Arrays.copyOf(parsed.salt(), Sealer.KEY + parsed.ciphertext().length);
      System.arraycopy(parsed.ciphertext(), 0, sealed, Sealer.KEY, parsed.ciphertext().length);
      boolean ours = parsed.epoch().equals(new Epoch(secret.generation(), secret.step()));
      byte[] padded = ours ? sealer.open(key, type, sealed, associatedData()) : null;
      return padded == null ? null : Padding.unpad(padded);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private byte[][] associatedData() {
    return new byte[][] {
      space.bytes(),
      log.bytes(),
      Sealer.u64(secret.generation()),
      Sealer.u64(secret.step()),
      Sealer.u64(expiryBucket)
    };
  }

  @Override
  public String toString() {
    return "EpochSeal[" + secret + "]";
  }
}
