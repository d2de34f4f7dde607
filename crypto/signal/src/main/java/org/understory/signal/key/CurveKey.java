package org.understory.signal.key;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;
import org.understory.signal.primitive.Primitives;

/** An X25519 public key, {@code 0x05 || u} on the wire. */
public final class CurveKey {
  public static final int SIZE = 33;
  private static final byte TYPE = 0x05;

  private final byte[] serialized;

  private CurveKey(byte[] serialized) {
    this.serialized = serialized;
  }

  /**
   * @throws ProtocolException when it is not 33 bytes beginning with 0x05
   */
  public static CurveKey parse(byte[] serialized) throws ProtocolException {
    if (serialized.length != SIZE || serialized[0] != TYPE) {
      throw new ProtocolException(Reason.INVALID, "not an X25519 key");
    }
    return new CurveKey(serialized.clone());
  }

  /** From u, 32 bytes. */
  static CurveKey of(byte[] u) {
    byte[] serialized = new byte[SIZE];
    serialized[0] = TYPE;
    System.arraycopy(u, 0, serialized, 1, SIZE - 1);
    return new CurveKey(serialized);
  }

  /** 33 bytes, a copy. */
  public byte[] serialized() {
    return serialized.clone();
  }

  /** u, 32 bytes. */
  byte[] u() {
    return Bytes.slice(serialized, 1, SIZE);
  }

  /** Whether u is the canonical encoding of a torsion-free point. */
  public boolean isCanonical(Primitives primitives) {
    return primitives.x25519().isCanonical(u());
  }

  /** Checks an XEdDSA signature (64 bytes). */
  public boolean verifies(Primitives primitives, byte[] message, byte[] signature) {
    return primitives.xeddsa().verify(u(), message, signature);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CurveKey key && Arrays.equals(serialized, key.serialized);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(serialized);
  }

  @Override
  public String toString() {
    return "CurveKey";
  }
}
