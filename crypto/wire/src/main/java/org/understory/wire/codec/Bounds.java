package org.understory.wire.codec;

/**
 * The values that a number, a length in bytes, or a count of elements may have.
 *
 * @param min the least value allowed, at least 0
 * @param max the greatest value allowed, at least {@code min}
 * @param orNone whether 0 is allowed although it is less than {@code min}: a value that may be left
 *     out, but has its bounds when it is there
 */
public record Bounds(long min, long max, boolean orNone) {
  /** Any number of proto3's {@code uint64} that fits into a Java {@code long}: 0 to 2^63 - 1. */
  public static final Bounds ANY = upTo(Long.MAX_VALUE);

  /** Any number of proto3's {@code uint32} that fits into a Java {@code int}: 0 to 2^31 - 1. */
  public static final Bounds ANY_INT = upTo(Integer.MAX_VALUE);

  public Bounds {
    if (min < 0 || max < min) {
      throw new IllegalArgumentException("bounds must be 0 <= min <= max");
    }
  }

  /** From {@code min} to {@code max}, both allowed. */
  public static Bounds of(long min, long max) {
    return new Bounds(min, max, false);
  }

  /** From 0 to {@code max}, both allowed. */
  public static Bounds upTo(long max) {
    return new Bounds(0, max, false);
  }

  /** This value and no other. */
  public static Bounds exactly(long value) {
    return new Bounds(value, value, false);
  }

  /** This value, or 0 for "left out". */
  public static Bounds exactlyOrNone(long value) {
    return new Bounds(value, value, true);
  }

  /** Whether the value is allowed; negative values never are. */
  public boolean contains(long value) {
    return (value >= min && value <= max) || (orNone && value == 0);
  }

  /** Whether the value may be 0, which on the wire means that the field is absent. */
  public boolean mayBeAbsent() {
    return orNone || min == 0;
  }

  /** Returns the value, for writers. Throws IllegalArgumentException when it is not allowed. */
  long require(int field, long value) {
    if (!contains(value)) {
      throw new IllegalArgumentException(
          "field " + field + " must be within " + this + ", was " + value);
    }
    return value;
  }

  @Override
  public String toString() {
    return (orNone ? "0 or " : "") + min + ".." + max;
  }
}
