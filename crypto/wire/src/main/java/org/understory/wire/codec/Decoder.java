package org.understory.wire.codec;

/**
 * Reads the fields of one message, in ascending order, from a reader that holds just that message.
 */
@FunctionalInterface
public interface Decoder<T> {
  /**
   * Reads all fields. The caller checks afterwards that nothing is left over.
   *
   * @throws InvalidWireException when a field breaks a rule
   */
  T read(ProtoReader reader) throws InvalidWireException;
}
