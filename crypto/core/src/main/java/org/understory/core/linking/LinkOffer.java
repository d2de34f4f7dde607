package org.understory.core.linking;

import org.understory.core.seal.Sealer;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * The first message, from the new device: its keys, and a commitment to a nonce that it names last
 * ({@code docs/protocol.md#linking}).
 *
 * @param commit 32 bytes, {@code H("link-commit", nonce, device)}
 */
public record LinkOffer(LinkKeys device, byte[] commit) {
  private static final int VERSION = 1;
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds WHOLE = Bounds.of(1, 1_024);

  /**
   * @param nonce 32 random bytes, kept until the reveal
   */
  public static LinkOffer of(Sealer sealer, LinkKeys device, byte[] nonce) {
    return new LinkOffer(device, commitment(sealer, nonce, device));
  }

  static byte[] commitment(Sealer sealer, byte[] nonce, LinkKeys device) {
    return sealer.hash("link-commit", nonce, device.encode());
  }

  /** The canonical bytes. */
  public byte[] encode() {
    return ProtoWriter.encode(
        this,
        (w, offer) -> {
          w.number(1, VERSION, Bounds.exactly(VERSION));
          w.message(2, offer.device, LinkKeys::write);
          w.bytes(3, offer.commit, HASH);
        });
  }

  /** Reads the canonical bytes. */
  public static LinkOffer decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        WHOLE,
        r -> {
          r.version(1, VERSION);
          return new LinkOffer(r.message(2, LinkKeys::read), r.bytes(3, HASH));
        });
  }

  @Override
  public String toString() {
    return "LinkOffer";
  }
}
