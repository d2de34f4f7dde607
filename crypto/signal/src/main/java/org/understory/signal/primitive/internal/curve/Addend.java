package org.understory.signal.primitive.internal.curve;

import org.jspecify.annotations.Nullable;

/**
 * A point as (Y + X, Y - X, 2dT, 2Z): what one addition needs of its second operand.
 *
 * @param twoZ null where Z is 1
 */
record Addend(
    FieldElement yPlusX, FieldElement yMinusX, FieldElement twoDT, @Nullable FieldElement twoZ) {

  /** The neutral element; for tables to write to. */
  static Addend neutral() {
    return new Addend(FieldElement.of(1), FieldElement.of(1), FieldElement.of(0), null);
  }

  @Override
  public String toString() {
    return "Addend";
  }
}
