package org.understory.signal.pq;

import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.IncrementalKem;

/**
 * What is kept between the ciphertext's first part and its second.
 *
 * @param header of their key, 64 bytes
 * @param random that the ciphertext is made from, 32 bytes, secret
 */
record Encapsulation(byte[] header, byte[] random) {
  private static final int RANDOM = 9;

  /**
   * The second part and the MAC over both: the end of the epoch's work on this side, and of what
   * the ciphertext was made from.
   *
   * @throws ProtocolException when the vector is not the header's, or no valid key
   */
  byte[] second(BraidContext context, byte[] first, byte[] vector) throws ProtocolException {
    if (!context.kem().belongs(header, vector)) {
      throw new ProtocolException(Reason.INVALID, "the braid's key is not its header's");
    }
    byte[] second = context.kem().encapsulateSecond(header, vector, random, first);
    if (second == null) {
      throw new ProtocolException(Reason.INVALID, "the braid's key is none");
    }
    Bytes.wipe(random);
    byte[] mac =
        context.authenticator().macOfCiphertext(context.digest(), context.epoch(), first, second);
    return Bytes.concat(second, mac);
  }

  void write(ProtoWriter writer) {
    writer.bytes(HeaderReceived.HEADER, header).bytes(RANDOM, random);
  }

  static Encapsulation parse(ProtoMessage stored) throws ProtocolException {
    return new Encapsulation(
        stored.bytes(HeaderReceived.HEADER, IncrementalKem.HEADER),
        stored.bytes(RANDOM, IncrementalKem.RANDOM));
  }

  @Override
  public String toString() {
    return "Encapsulation[secret]";
  }
}
