package org.understory.core.roster;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.OneTimePreKey;
import org.understory.wire.PreKeyBase;
import org.understory.wire.PreKeyBaseIn;
import org.understory.wire.Statements;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.SpaceId;

/**
 * Holds a prekey bundle against the device it should be of ({@code
 * docs/protocol.md#prekey-bundle}).
 *
 * <p><b>Guarantees.</b> What comes out was signed by the device's signing key for this shelf, names
 * the device and its identity key, is in date, and its prekeys are signed by that identity key.
 *
 * <p><b>Does not protect against</b> a server that gives an old bundle of the same device within
 * its 30 days, or holds back the one-time prekeys.
 */
public final class PreKeyCheck {
  /** Seconds. The most that a base's expiry may lie ahead. */
  public static final long MAX_AHEAD = 30L * 24 * 3600;

  private final Sealer sealer;
  private final SpaceId space;

  public PreKeyCheck(Sealer sealer, SpaceId space) {
    this.sealer = sealer;
    this.space = space;
  }

  /** The base with this device's signature over it. */
  public PreKeyBase sign(DeviceKeySet device, PreKeyBase base) {
    byte[] statement = Statements.preKeyBase(space, device.mailbox(), base);
    return base.withSignature(sealer.primitives().ed25519().sign(device.signingSeed(), statement));
  }

  /**
   * The verified base, or null.
   *
   * @param keys of the device whose shelf it came from, from the verified roster or a join request
   * @param now milliseconds
   */
  public @Nullable PreKeyBase verify(DeviceKeys keys, byte[] encodedBase, long now) {
    PreKeyBaseIn in;
    try {
      in = PreKeyBaseIn.decode(encodedBase);
    } catch (InvalidWireException e) {
      return null;
    }
    long seconds = now / 1000;
    PreKeyBaseIn.Place place =
        new PreKeyBaseIn.Place(space, keys.mailbox(), keys.device().bytes(), keys.signingKey());
    Optional<PreKeyBase> signed =
        in.verified(place, seconds, sealer.primitives().ed25519()::verify);
    PreKeyBase base = signed.orElse(null);
    boolean holds =
        base != null
            && Arrays.equals(base.identityKey(), keys.identityKey())
            && base.expiry() - seconds <= MAX_AHEAD
            && isSigned(keys, base.signedPreKey(), base.signedPreKeySignature())
            && isSigned(keys, base.kyberPreKey(), base.kyberPreKeySignature());
    return holds ? base : null;
  }

  /** The one-time prekey, or null when it is malformed or its Kyber key is not the device's. */
  public @Nullable OneTimePreKey verifyOneTime(DeviceKeys keys, byte[] encoded) {
    try {
      OneTimePreKey prekey = OneTimePreKey.decode(encoded);
      boolean holds =
          prekey.kyberPreKeyId() == 0
              || isSigned(keys, prekey.kyberPreKey(), prekey.kyberPreKeySignature());
      return holds ? prekey : null;
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private boolean isSigned(DeviceKeys keys, byte[] preKey, byte[] signature) {
    return sealer.primitives().xeddsa().verify(keys.identityPoint(), preKey, signature);
  }

  @Override
  public String toString() {
    return "PreKeyCheck";
  }
}
