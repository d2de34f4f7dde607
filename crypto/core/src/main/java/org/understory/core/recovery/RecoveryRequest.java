package org.understory.core.recovery;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.GroupId;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.SpaceId;

/**
 * A clean device asks to come back as a member ({@code docs/protocol.md#recovery}).
 *
 * <p><b>Guarantees</b> of the seal: only who has, or once had, the roster of the group opens it;
 * the server does not. The mailbox stands in the signed recovery: the knock log names none.
 *
 * <p><b>Does not say</b> who asks: the signature inside says that it has the sheet.
 *
 * @param recovery a canonical {@code SignedRecovery}, not yet verified
 * @param preKeyBase a canonical {@code PreKeyBase}
 * @param oneTime a canonical {@code OneTimePreKey}
 */
public record RecoveryRequest(byte[] recovery, byte[] preKeyBase, byte[] oneTime) {
  /** A sealed request is longer than this, and a knock is shorter. */
  public static final int SHORTEST = 1_024;

  private static final String TYPE = "recovery-request";
  private static final Bounds RECOVERY = Bounds.of(1, 768);
  private static final Bounds BASE = Bounds.of(1, 8_192);
  private static final Bounds ONE_TIME = Bounds.of(1, 4_096);
  private static final Bounds WHOLE = Bounds.of(1, 16_384);

  /**
   * What seals requests of the owner of a sheet, 32 bytes.
   *
   * @param recoveryKey 32 bytes, from the roster or the sheet
   */
  public static byte[] key(Sealer sealer, byte[] recoveryKey, GroupId group) {
    return sealer.derive(recoveryKey, TYPE, group.bytes());
  }

  /**
   * The key of the welcome, 32 bytes.
   *
   * @param requestKey of {@link #key}
   * @param nonce 16 bytes, of the recovery
   */
  public static byte[] welcomeKey(Sealer sealer, byte[] requestKey, byte[] nonce) {
    return sealer.derive(requestKey, "recovery-welcome", nonce);
  }

  /** Seals it for the knock log of a space. */
  public byte[] seal(Sealer sealer, byte[] key, SpaceId space) {
    return sealer.seal(key, TYPE, Padding.pad(encode()), space.bytes());
  }

  /** The request, or null when it was not sealed with this key for this space. */
  public static @Nullable RecoveryRequest open(
      Sealer sealer, byte[] key, SpaceId space, byte[] sealed) {
    byte[] padded = sealer.open(key, TYPE, sealed, space.bytes());
    try {
      return padded == null ? null : decode(Padding.unpad(padded));
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /** For the sealed store. */
  public byte[] encode() {
    return ProtoWriter.encode(
        this,
        (w, request) -> {
          w.bytes(1, request.recovery, RECOVERY);
          w.bytes(2, request.preKeyBase, BASE);
          w.bytes(3, request.oneTime, ONE_TIME);
        });
  }

  /** What {@link #encode} wrote. */
  public static RecoveryRequest decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        WHOLE,
        r -> new RecoveryRequest(r.bytes(1, RECOVERY), r.bytes(2, BASE), r.bytes(3, ONE_TIME)));
  }

  @Override
  public String toString() {
    return "RecoveryRequest";
  }
}
