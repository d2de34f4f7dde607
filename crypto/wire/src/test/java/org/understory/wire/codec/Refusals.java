package org.understory.wire.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Says which check must refuse which bytes. */
public final class Refusals {
  private Refusals() {}

  /** Decodes some bytes. */
  @FunctionalInterface
  public interface Decoding {
    Object decode(byte[] bytes) throws InvalidWireException;
  }

  public static void refused(WireCheck check, Decoding decoding, Raw raw) {
    InvalidWireException refusal =
        assertThrows(InvalidWireException.class, () -> decoding.decode(raw.bytes()));
    assertEquals(check, refusal.check());
  }
}
