package org.understory.core.roster;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.understory.core.seal.Sealer;
import org.understory.signal.Randomness;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.codec.WireCheck;

/**
 * A name with the salt that its commitment was made with ({@code docs/protocol.md#items}). Secret
 * from everyone outside the group.
 *
 * @param salt 32 random bytes
 * @param value 1 to 4,096 bytes of UTF-8; a name at most 512
 */
public record Opening(NameKind kind, byte[] salt, String value) {
  private static final Bounds NAME = Bounds.of(1, 512);
  private static final Bounds TEXT = Bounds.of(1, 4096);
  private static final Bounds SALT = Bounds.exactly(32);
  private static final Bounds KIND = Bounds.of(1, 255);

  /** A name with a fresh salt. */
  public static Opening fresh(Randomness randomness, NameKind kind, String value) {
    return new Opening(kind, randomness.bytes(32), value);
  }

  /** The commitment that this opens. */
  public Commitment commitment(Sealer sealer) {
    return new Commitment(
        kind,
        sealer.hash(
            "commitment", Sealer.u8(kind.number()), salt, value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether this is the name that was promised. */
  public boolean opens(Sealer sealer, Commitment commitment) {
    return kind == commitment.kind()
        && Arrays.equals(commitment(sealer).value(), commitment.value());
  }

  /** Writes the fields of {@code Opening} in {@code roster.proto}. */
  public static void write(ProtoWriter writer, Opening opening) {
    writer.number(1, opening.kind.number(), KIND);
    writer.bytes(2, opening.salt, SALT);
    writer.string(3, opening.value, bounds(opening.kind));
  }

  /** Reads the fields of {@code Opening} in {@code roster.proto}. */
  public static Opening read(ProtoReader reader) throws InvalidWireException {
    NameKind kind = NameKind.of(reader.smallNumber(1, KIND));
    if (kind == null) {
      throw new InvalidWireException(WireCheck.NUMBER_OUT_OF_BOUNDS);
    }
    return new Opening(kind, reader.bytes(2, SALT), reader.string(3, bounds(kind)));
  }

  private static Bounds bounds(NameKind kind) {
    return kind == NameKind.QUESTIONS ? TEXT : NAME;
  }

  @Override
  public String toString() {
    return "Opening[" + kind + "]";
  }
}
