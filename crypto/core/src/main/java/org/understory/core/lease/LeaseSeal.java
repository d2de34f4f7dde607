package org.understory.core.lease;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.SpaceId;

/**
 * The body of a lease slot: readable for who holds the epoch's secret, and naming its epoch ({@code
 * docs/protocol.md#lease}).
 */
public final class LeaseSeal {
  private static final String TYPE = "lease";
  private static final int HEADER = 16;

  private LeaseSeal() {}

  /**
   * @param signed a canonical {@code SignedLease}
   * @return generation (8) || step (8) || sealed
   */
  public static byte[] seal(Sealer sealer, EpochSecret secret, SpaceId space, byte[] signed) {
    byte[] generation = Sealer.u64(secret.generation());
    byte[] step = Sealer.u64(secret.step());
    byte[] sealed =
        sealer.seal(
            secret.leaseKey(sealer), TYPE, Padding.pad(signed), space.bytes(), generation, step);
    byte[] body = new byte[HEADER + sealed.length];
    System.arraycopy(generation, 0, body, 0, 8);
    System.arraycopy(step, 0, body, 8, 8);
    System.arraycopy(sealed, 0, body, HEADER, sealed.length);
    return body;
  }

  /** Which epoch's secret a body asks for; null when it is no such body. */
  public static @Nullable Epoch epochOf(byte[] body) {
    if (body.length < HEADER) {
      return null;
    }
    long generation = number(body, 0);
    long step = number(body, 8);
    boolean good = generation > 0 && step >= 0 && Math.max(generation, step) <= Integer.MAX_VALUE;
    return good ? new Epoch((int) generation, (int) step) : null;
  }

  /**
   * @param secret of the epoch that the body names
   * @return null when anything differs from what was sealed
   */
  public static byte @Nullable [] open(
      Sealer sealer, EpochSecret secret, SpaceId space, byte[] body) {
    if (body.length < HEADER) {
      return null;
    }
    byte[] padded =
        sealer.open(
            secret.leaseKey(sealer),
            TYPE,
            Arrays.copyOfRange(body, HEADER, body.length),
            space.bytes(),
            Sealer.u64(secret.generation()),
            Sealer.u64(secret.step()));
    try {
      return padded == null ? null : Padding.unpad(padded);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private static long number(byte[] from, int at) {
    long number = 0;
    for (int i = at; i < at + 8; i++) {
      number = (number << 8) | (from[i] & 0xFF);
    }
    return number;
  }
}
