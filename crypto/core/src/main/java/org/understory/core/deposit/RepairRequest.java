package org.understory.core.deposit;

import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * One device tells another that it cannot decrypt what claims to come from it. The session between
 * them may be lost, so it is signed instead of encrypted in it; the deposit's seal hides it.
 *
 * <p>A decoded request is <b>a claim</b> until {@link #isSignedBy} and {@link #counts} hold, {@link
 * #to} is this device, and {@link #time} is later than that of any request of that device before.
 * {@code docs/protocol.md#repair}
 *
 * @param from who cannot decrypt
 * @param to whose message it was
 * @param time milliseconds since 1970
 * @param error the engine's decryption error about the message, 1 to 64 bytes
 * @param signature 64 bytes
 */
public record RepairRequest(DeviceId from, DeviceId to, long time, byte[] error, byte[] signature) {

  /** How far ahead of the reader's clock a request may be: an hour. */
  public static final long AHEAD_MILLIS = 60 * 60_000L;

  private static final String TYPE = "repair";
  private static final int VERSION = 1;
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds TIME = Bounds.of(1, Long.MAX_VALUE);
  private static final Bounds ERROR = Bounds.of(1, 64);
  private static final Bounds SIGNATURE = Bounds.exactly(64);
  private static final Bounds WHOLE = Bounds.of(1, 256);

  /**
   * @param signingSeed of the device {@code from}, 32 bytes
   */
  public static RepairRequest sign(
      Sealer sealer,
      byte[] signingSeed,
      GroupId group,
      DeviceId from,
      DeviceId to,
      long time,
      byte[] error) {
    byte[] signature =
        sealer.sign(
            signingSeed, TYPE, group.bytes(), from.bytes(), to.bytes(), Sealer.u64(time), error);
    return new RepairRequest(from, to, time, error, signature);
  }

  /**
   * @param signingKey of the device that the verified roster knows as {@code from}, 32 bytes
   */
  public boolean isSignedBy(Sealer sealer, GroupId group, byte[] signingKey) {
    return sealer.verify(
        signingKey,
        signature,
        TYPE,
        group.bytes(),
        from.bytes(),
        to.bytes(),
        Sealer.u64(time),
        error);
  }

  /**
   * Whether it is recent enough to be acted on: it may have lain in a mailbox as long as anything.
   *
   * @param now the server's time, milliseconds
   * @param capSeconds how long the server keeps deposits
   */
  public boolean counts(long now, int capSeconds) {
    return time > now - capSeconds * 1000L && time < now + AHEAD_MILLIS;
  }

  public byte[] encode() {
    return ProtoWriter.encode(
        this,
        (out, request) -> {
          out.number(1, VERSION, Bounds.exactly(VERSION));
          out.bytes(2, from.bytes(), ID);
          out.bytes(3, to.bytes(), ID);
          out.number(4, time, TIME);
          out.bytes(5, error, ERROR);
          out.bytes(6, signature, SIGNATURE);
        });
  }

  /**
   * @throws InvalidWireException unless these are the canonical bytes of a request
   */
  public static RepairRequest decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        WHOLE,
        in -> {
          in.version(1, VERSION);
          return new RepairRequest(
              DeviceId.of(in.bytes(2, ID)),
              DeviceId.of(in.bytes(3, ID)),
              in.number(4, TIME),
              in.bytes(5, ERROR),
              in.bytes(6, SIGNATURE));
        });
  }

  @Override
  public String toString() {
    return "RepairRequest";
  }
}
