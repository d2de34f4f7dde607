package org.understory.wire;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * A roster entry, sealed under the roster key. Decoding says nothing about who made it: only the
 * signature inside does. The arrays are handed over, not copied. {@code
 * docs/protocol.md#roster-seal}
 *
 * @param version 1
 * @param rosterKeyGeneration which roster key seals it
 * @param salt 32 random bytes
 * @param ciphertext a padded bucket and a tag of 16 bytes
 * @param previousKey in the first entry of a generation: the previous generation's roster key,
 *     sealed under this one, 48 bytes; else empty
 */
public record SealedEntry(
    int version, int rosterKeyGeneration, byte[] salt, byte[] ciphertext, byte[] previousKey) {
  /** Encodes the entry; throws IllegalArgumentException when a field is out of its bounds. */
  public byte[] encode() {
    return ProtoWriter.encode(this, SealedEntry::write);
  }

  /** Decodes what a roster log's entry holds. */
  public static SealedEntry decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(bytes, Limits.SEALED, SealedEntry::read);
  }

  private static void write(ProtoWriter w, SealedEntry m) {
    w.number(1, m.version, Bounds.exactly(Limits.VERSION));
    w.number(2, m.rosterKeyGeneration, Bounds.ANY_INT);
    w.bytes(3, m.salt, Limits.SALT);
    w.bytes(4, m.ciphertext, Limits.ENTRY_CIPHERTEXT);
    w.bytes(5, m.previousKey, Limits.SEALED_KEY_OR_NONE);
  }

  private static SealedEntry read(ProtoReader r) throws InvalidWireException {
    return new SealedEntry(
        r.version(1, Limits.VERSION),
        r.smallNumber(2, Bounds.ANY_INT),
        r.bytes(3, Limits.SALT),
        r.bytes(4, Limits.ENTRY_CIPHERTEXT),
        r.bytes(5, Limits.SEALED_KEY_OR_NONE));
  }

  @Override
  public String toString() {
    return "SealedEntry";
  }
}
