package org.understory.signal.pq;

import java.nio.charset.StandardCharsets;
import org.understory.signal.codec.Bytes;

/** The strings that separate one derivation from another ({@code docs/protocol.md#spqr}). */
final class Labels {
  private Labels() {}

  /** Of the braid and its authenticator. */
  static byte[] braid(String use) {
    return ("Signal_PQCKA_V1_MLKEM768:" + use).getBytes(StandardCharsets.US_ASCII);
  }

  /** Of the chain. */
  static byte[] chain(String use) {
    return ("Signal PQ Ratchet V1 Chain " + use).getBytes(StandardCharsets.US_ASCII);
  }

  /** The label and the epoch's number in eight bytes, big-endian. */
  static byte[] withEpoch(byte[] label, int epoch) {
    byte[] number = new byte[8];
    Bytes.putInt(number, 4, epoch);
    return Bytes.concat(label, number);
  }
}
