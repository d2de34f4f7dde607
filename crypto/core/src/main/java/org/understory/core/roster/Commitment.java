package org.understory.core.roster;

/**
 * A promise of a name that says nothing without its {@link Opening}.
 *
 * @param value 32 bytes, {@code H("commitment", u8(kind), salt, name)}
 */
public record Commitment(NameKind kind, byte[] value) {
  @Override
  public String toString() {
    return "Commitment[" + kind + "]";
  }
}
