package org.understory.core.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.understory.wire.codec.InvalidWireException;

/** What holds for any bytes at all: a decoder refuses them, or they are the one encoding. */
public final class Canonical {
  private Canonical() {}

  /** Decodes and encodes again. */
  @FunctionalInterface
  public interface RoundTrip {
    byte[] of(byte[] bytes) throws InvalidWireException;
  }

  /** Fails when bytes were taken that are not what encoding gives. */
  public static void orRefused(byte[] bytes, RoundTrip roundTrip) {
    try {
      assertArrayEquals(bytes, roundTrip.of(bytes));
    } catch (InvalidWireException e) {
      // Refused, as it should be.
    }
  }
}
