package org.understory.signal.key;

import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;

/**
 * Kyber1024 keys and ciphertexts on the wire: {@code 0x08 ||} 1568 bytes. FIPS 203's ML-KEM-1024
 * has type 0x0A, which libsignal 0.86.5 refuses; so do we.
 */
public final class KemKey {
  /** Of a public key or a ciphertext, type byte included. */
  public static final int SIZE = 1569;

  private static final byte TYPE = 0x08;

  private KemKey() {}

  /** With the type byte in front. */
  public static byte[] serialize(byte[] plain) {
    byte[] serialized = new byte[plain.length + 1];
    serialized[0] = TYPE;
    System.arraycopy(plain, 0, serialized, 1, plain.length);
    return serialized;
  }

  /**
   * Without it.
   *
   * @throws ProtocolException when type or length is another
   */
  public static byte[] parse(byte[] serialized) throws ProtocolException {
    if (serialized.length != SIZE || serialized[0] != TYPE) {
      throw new ProtocolException(Reason.INVALID, "not a Kyber1024 key or ciphertext");
    }
    return Bytes.slice(serialized, 1, SIZE);
  }
}
