package org.understory.wire.codec;

/** Writes the fields of one message, in ascending order. */
@FunctionalInterface
public interface Encoder<T> {
  /** Writes all fields; throws IllegalArgumentException when a value is out of bounds. */
  void write(ProtoWriter writer, T message);
}
