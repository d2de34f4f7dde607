package org.understory.core.vault;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * What lies beside the rows in clear, and tells how to open them. Every field is authenticated by
 * the seal of the master key. {@code docs/protocol.md#vault}
 *
 * @param kdf how the passphrase is stretched, 1 to 1024 bytes, opaque here
 * @param generation rises with every new wrapping of the master key, from 1
 * @param sealedMaster salt (32) and the master key under AES-256-GCM (48)
 */
public record VaultHeader(byte[] kdf, long generation, byte[] sealedMaster) {
  /** The format this build writes and reads. */
  public static final int VERSION = 1;

  private static final Bounds KDF = Bounds.of(1, 1024);
  private static final Bounds GENERATION = Bounds.of(1, Long.MAX_VALUE);
  private static final Bounds SEALED_MASTER = Bounds.exactly(80);
  private static final Bounds WHOLE = Bounds.of(1, 2048);

  public byte[] encode() {
    return ProtoWriter.encode(
        this,
        (out, header) -> {
          out.number(1, VERSION, Bounds.exactly(VERSION));
          out.bytes(2, kdf, KDF);
          out.number(3, generation, GENERATION);
          out.bytes(4, sealedMaster, SEALED_MASTER);
        });
  }

  /**
   * @throws InvalidWireException unless these are the canonical bytes of a header
   */
  public static VaultHeader decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        WHOLE,
        in -> {
          in.version(1, VERSION);
          return new VaultHeader(
              in.bytes(2, KDF), in.number(3, GENERATION), in.bytes(4, SEALED_MASTER));
        });
  }

  @Override
  public String toString() {
    return "VaultHeader[generation=" + generation + "]";
  }
}
