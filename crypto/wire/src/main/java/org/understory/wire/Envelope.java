package org.understory.wire;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.Epoch;

/**
 * A channel message or a proposal, sealed with a key of the epoch. Decoding says nothing about who
 * made it: only opening the ciphertext does. The arrays are handed over, not copied. {@code
 * docs/protocol.md#messages}
 *
 * @param version 1
 * @param epoch whose key seals it
 * @param salt 32 random bytes
 * @param ciphertext a padded bucket and a tag of 16 bytes
 */
public record Envelope(int version, Epoch epoch, byte[] salt, byte[] ciphertext) {
  /** Encodes the envelope; throws IllegalArgumentException when a field is out of its bounds. */
  public byte[] encode() {
    return ProtoWriter.encode(this, Envelope::write);
  }

  /** Decodes the body of a log entry. */
  public static Envelope decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(bytes, Limits.BODY, Envelope::read);
  }

  private static void write(ProtoWriter w, Envelope m) {
    w.number(1, m.version, Bounds.exactly(Limits.VERSION));
    w.number(2, m.epoch.generation(), Bounds.ANY_INT);
    w.number(3, m.epoch.step(), Bounds.ANY_INT);
    w.bytes(4, m.salt, Limits.SALT);
    w.bytes(5, m.ciphertext, Limits.ENVELOPE_CIPHERTEXT);
  }

  private static Envelope read(ProtoReader r) throws InvalidWireException {
    return new Envelope(
        r.version(1, Limits.VERSION),
        new Epoch(r.smallNumber(2, Bounds.ANY_INT), r.smallNumber(3, Bounds.ANY_INT)),
        r.bytes(4, Limits.SALT),
        r.bytes(5, Limits.ENVELOPE_CIPHERTEXT));
  }

  @Override
  public String toString() {
    return "Envelope";
  }
}
