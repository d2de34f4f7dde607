package org.understory.wire.codec;

/**
 * The checks that a decoder makes. Their numbers are stable and listed in {@code docs/checks.md};
 * logs and tests name a check by its number, never by what the message held.
 */
public enum WireCheck {
  /** The bytes end inside a field. */
  TRUNCATED(1),
  /** A varint has trailing zero groups: a shorter one says the same. */
  VARINT_NOT_SHORTEST(2),
  /** A varint is longer than 64 bits. */
  VARINT_TOO_LONG(3),
  /** A number is outside of its bounds, or does not fit into Java's signed type. */
  NUMBER_OUT_OF_BOUNDS(4),
  /** A length is outside of its bounds. */
  LENGTH_OUT_OF_BOUNDS(5),
  /** A repeated field has too many or too few elements. */
  COUNT_OUT_OF_BOUNDS(6),
  /** A field is present with its default value, which is left out in the canonical encoding. */
  DEFAULT_PRESENT(7),
  /** A field that must be there is absent. */
  FIELD_MISSING(8),
  /** A field number that the message does not have. */
  UNKNOWN_FIELD(9),
  /** A field comes after one with a higher number, or a singular one comes twice. */
  FIELD_ORDER(10),
  /** A field's wire type is not that of its declared type. */
  WIRE_TYPE(11),
  /** Text is not valid UTF-8, or not the ASCII that was asked for. */
  INVALID_TEXT(12),
  /** Messages are nested deeper than {@link ProtoReader#MAX_DEPTH}. */
  TOO_DEEP(13),
  /** Fields are each valid and together make no sense. */
  FIELDS_DISAGREE(14),
  /** The whole is longer than what may be read at once. */
  TOO_LARGE(15),
  /** Padding is not zero, or the length is not that of the right bucket. */
  PADDING(16),
  /** The message's format version is not one that this program knows. */
  UNKNOWN_VERSION(17);

  private final int number;

  WireCheck(int number) {
    this.number = number;
  }

  /** The stable number, at least 1. */
  public int number() {
    return number;
  }
}
