package org.understory.core.linking;

import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.DeviceKeysCodec;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * The third message, from the new device: the nonce it was bound to, its keys proven for the member
 * and group it has heard of, and prekeys for the welcome ({@code docs/protocol.md#linking}).
 *
 * @param nonce 32 bytes
 * @param preKeyBase a canonical {@code PreKeyBase}
 * @param oneTime a canonical {@code OneTimePreKey}
 */
public record LinkReveal(byte[] nonce, DeviceKeys device, byte[] preKeyBase, byte[] oneTime) {
  private static final int VERSION = 1;
  private static final Bounds NONCE = Bounds.exactly(32);
  private static final Bounds BASE = Bounds.of(1, 8_192);
  private static final Bounds ONE_TIME = Bounds.of(1, 4_096);
  private static final Bounds WHOLE = Bounds.of(1, 16_384);

  /** The canonical bytes. */
  public byte[] encode() {
    return ProtoWriter.encode(
        this,
        (w, reveal) -> {
          w.number(1, VERSION, Bounds.exactly(VERSION));
          w.bytes(2, reveal.nonce, NONCE);
          w.message(3, reveal.device, DeviceKeysCodec::write);
          w.bytes(4, reveal.preKeyBase, BASE);
          w.bytes(5, reveal.oneTime, ONE_TIME);
        });
  }

  /** Reads the canonical bytes. */
  public static LinkReveal decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        WHOLE,
        r -> {
          r.version(1, VERSION);
          return new LinkReveal(
              r.bytes(2, NONCE),
              r.message(3, DeviceKeysCodec::read),
              r.bytes(4, BASE),
              r.bytes(5, ONE_TIME));
        });
  }

  @Override
  public String toString() {
    return "LinkReveal";
  }
}
