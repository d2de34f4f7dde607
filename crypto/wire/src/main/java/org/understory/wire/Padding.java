package org.understory.wire;

import java.util.Arrays;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.WireCheck;

/**
 * Hides lengths: whatever is sealed is first brought to one of a few published sizes.
 *
 * <p>Sizes up to 4096 are the multiples of 512. Beyond, they are those of Padmé (Nikitin and
 * others, "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs"): of a
 * size's binary digits only the leading ones, about as many as its magnitude has digits itself, may
 * be other than zero, which costs at most 12 percent. <i>Does not</i> hide which size it was.
 * {@code docs/protocol.md#padding}
 */
public final class Padding {
  private static final int STEP = 512;
  private static final int LAST_STEP = 4096;
  private static final int HEADER = 4;

  private Padding() {}

  /**
   * The published size that holds this many bytes, header included.
   *
   * @param size 0 to 2^30
   */
  public static int bucket(int size) {
    if (size < 0 || size > 1 << 30) {
      throw new IllegalArgumentException("size out of bounds: " + size);
    }
    if (size <= LAST_STEP) {
      return Math.max(STEP, (size + STEP - 1) / STEP * STEP);
    }
    int magnitude = 31 - Integer.numberOfLeadingZeros(size);
    int kept = 32 - Integer.numberOfLeadingZeros(magnitude);
    int mask = (1 << (magnitude - kept)) - 1;
    return (size + mask) & ~mask;
  }

  /**
   * The data with its length in 4 bytes before it, big-endian, and zeros after it up to the bucket.
   *
   * @param data at most {@link Limits#MAX_FRAME} bytes
   */
  public static byte[] pad(byte[] data) {
    if (data.length > Limits.MAX_FRAME) {
      throw new IllegalArgumentException("too long to pad: " + data.length);
    }
    byte[] padded = new byte[bucket(HEADER + data.length)];
    for (int i = 0; i < HEADER; i++) {
      padded[i] = (byte) (data.length >>> (24 - 8 * i));
    }
    System.arraycopy(data, 0, padded, HEADER, data.length);
    return padded;
  }

  /** The data again; refuses a size that is not the data's bucket, and padding other than zeros. */
  public static byte[] unpad(byte[] padded) throws InvalidWireException {
    if (padded.length < HEADER) {
      throw new InvalidWireException(WireCheck.PADDING);
    }
    int length = 0;
    for (int i = 0; i < HEADER; i++) {
      length = (length << 8) | (padded[i] & 0xff);
    }
    if (length < 0
        || length > padded.length - HEADER
        || length > Limits.MAX_FRAME
        || bucket(HEADER + length) != padded.length) {
      throw new InvalidWireException(WireCheck.PADDING);
    }
    int used = HEADER + length;
    for (int i = used; i < padded.length; i++) {
      if (padded[i] != 0) {
        throw new InvalidWireException(WireCheck.PADDING);
      }
    }
    return Arrays.copyOfRange(padded, HEADER, used);
  }
}
