package org.understory.core.roster;

import org.understory.core.seal.Sealer;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * A member comes back with a new device by its sheet, under the sheet's signature; not yet verified
 * ({@code docs/protocol.md#recovery}).
 *
 * @param recoveryBytes canonical bytes of {@code recovery}: what the signature covers
 * @param signature 64 bytes, by the recovery key
 */
public record SignedRecovery(Recovery recovery, byte[] recoveryBytes, byte[] signature) {
  private static final int VERSION = 1;
  private static final String TYPE = "recovery";
  private static final Bounds RECOVERY = Bounds.of(1, 640);
  private static final Bounds KEY = Bounds.exactly(32);

  /**
   * @param device the new one; its member is the old one
   * @param newRecoveryKey 32 bytes, Ed25519, of the sheet that takes this one's place
   * @param time milliseconds
   * @param nonce 16 bytes
   */
  public record Recovery(
      GroupId group, DeviceKeys device, byte[] newRecoveryKey, long time, byte[] nonce) {
    @Override
    public String toString() {
      return "Recovery";
    }
  }

  /**
   * @param recoverySeed of the sheet's recovery key, 32 bytes
   */
  public static SignedRecovery sign(Sealer sealer, byte[] recoverySeed, Recovery recovery) {
    byte[] bytes = ProtoWriter.encode(recovery, SignedRecovery::write);
    return new SignedRecovery(recovery, bytes, sealer.sign(recoverySeed, TYPE, bytes));
  }

  /** Whether {@code recoveryKey} signed it. */
  public boolean isSignedBy(Sealer sealer, byte[] recoveryKey) {
    return sealer.verify(recoveryKey, signature, TYPE, recoveryBytes);
  }

  /** By what a recovery is announced, refused and known, 32 bytes. */
  public byte[] hash(Sealer sealer) {
    return sealer.hash("recovery-hash", encode());
  }

  /** The canonical bytes, which entries carry. */
  public byte[] encode() {
    return ProtoWriter.encode(
        this,
        (w, signed) -> {
          w.bytes(1, recoveryBytes, RECOVERY);
          w.bytes(2, signature, Bounds.exactly(64));
        });
  }

  /** What {@link #encode} wrote, the recovery inside canonical too. */
  public static SignedRecovery decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        Bounds.of(1, 768),
        r -> {
          byte[] recovery = r.bytes(1, RECOVERY);
          return new SignedRecovery(
              ProtoReader.decode(recovery, RECOVERY, SignedRecovery::read),
              recovery,
              r.bytes(2, Bounds.exactly(64)));
        });
  }

  private static void write(ProtoWriter w, Recovery recovery) {
    w.number(1, VERSION, Bounds.exactly(VERSION));
    w.bytes(2, recovery.group().bytes(), KEY);
    w.message(3, recovery.device(), DeviceKeysCodec::write);
    w.bytes(4, recovery.newRecoveryKey(), KEY);
    w.number(5, recovery.time(), Bounds.ANY);
    w.bytes(6, recovery.nonce(), Bounds.exactly(16));
  }

  private static Recovery read(ProtoReader r) throws InvalidWireException {
    r.version(1, VERSION);
    return new Recovery(
        GroupId.of(r.bytes(2, KEY)),
        r.message(3, DeviceKeysCodec::read),
        r.bytes(4, KEY),
        r.number(5, Bounds.ANY),
        r.bytes(6, Bounds.exactly(16)));
  }

  @Override
  public String toString() {
    return "SignedRecovery";
  }
}
