package org.understory.core.vetting;

import org.jspecify.annotations.Nullable;
import org.understory.core.channel.EpochSeal;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/**
 * What the stewards share and the members do not ({@code docs/protocol.md#stewards-log}): the keys
 * of the stewards' log derive from it.
 *
 * @param generation of the EPOCH entry that committed to it first, at least 1
 * @param step of that entry
 * @param secret 32 bytes
 */
public record StewardSecret(int generation, int step, byte[] secret) {
  private static final String TYPE = "steward-item";

  /** What an EPOCH entry says of the secret, 32 bytes. */
  public byte[] hash(Sealer sealer) {
    return sealer.hash("steward-secret", secret);
  }

  /** The Ed25519 seed of the access key that reads and posts to the stewards' log. */
  public byte[] logSeed(Sealer sealer, SpaceId space) {
    return sealer.derive(secret, "steward-log", space.bytes());
  }

  /** The public half of {@link #logSeed}, 32 bytes. */
  public byte[] logKey(Sealer sealer, SpaceId space) {
    return sealer.primitives().ed25519().publicKey(logSeed(sealer, space));
  }

  /**
   * An envelope for the stewards' log.
   *
   * @param item a canonical {@code SignedStewardItem}
   * @param expiryBucket end of the expiry bucket that the log entry gets, seconds since 1970
   */
  public byte[] seal(Sealer sealer, SpaceId space, LogId log, long expiryBucket, byte[] item) {
    return place(sealer, space, log, expiryBucket).seal(TYPE, itemsKey(sealer), item);
  }

  /** The item in an envelope, or null when anything differs from what was sealed. */
  public byte @Nullable [] open(
      Sealer sealer, SpaceId space, LogId log, long expiryBucket, byte[] envelope) {
    return place(sealer, space, log, expiryBucket).open(TYPE, itemsKey(sealer), envelope);
  }

  private EpochSeal place(Sealer sealer, SpaceId space, LogId log, long expiryBucket) {
    EpochSecret numbers = EpochSecret.of(generation, step, secret);
    return new EpochSeal(sealer, numbers, space, log, expiryBucket);
  }

  private byte[] itemsKey(Sealer sealer) {
    return sealer.derive(secret, "steward-items");
  }

  @Override
  public String toString() {
    return "StewardSecret[" + generation + "." + step + "]";
  }
}
