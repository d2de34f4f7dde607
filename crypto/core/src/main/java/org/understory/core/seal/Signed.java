package org.understory.core.seal;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * Canonical bytes with a device's signature over {@code statement(type, body)}: the form that
 * leases, vouches and items of the stewards' log share. Not verified: ask {@link #isBy}.
 *
 * @param body at least 1 byte
 * @param signature 64 bytes
 */
public record Signed(byte[] body, byte[] signature) {
  private static final Bounds SIGNATURE = Bounds.exactly(64);
  private static final int OVERHEAD = 72;

  /**
   * @param seed of the device's signing key, 32 bytes
   */
  public static Signed of(Sealer sealer, byte[] seed, String type, byte[] body) {
    return new Signed(body, sealer.sign(seed, type, body));
  }

  /** Whether the holder of this signing key signed the body as this type. */
  public boolean isBy(Sealer sealer, byte[] signingKey, String type) {
    return sealer.verify(signingKey, signature, type, body);
  }

  /** The canonical bytes. */
  public byte[] encode() {
    return ProtoWriter.encode(
        this,
        (out, signed) -> {
          out.bytes(1, signed.body, Bounds.of(1, Integer.MAX_VALUE));
          out.bytes(2, signed.signature, SIGNATURE);
        });
  }

  /**
   * @param most bytes that the body may have
   */
  public static Signed decode(byte[] bytes, int most) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        Bounds.of(1, most + OVERHEAD),
        in -> new Signed(in.bytes(1, Bounds.of(1, most)), in.bytes(2, SIGNATURE)));
  }

  @Override
  public String toString() {
    return "Signed";
  }
}
