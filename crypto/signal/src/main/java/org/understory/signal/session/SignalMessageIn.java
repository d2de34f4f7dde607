package org.understory.signal.session;

import java.util.Arrays;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKey;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.Primitives;

/**
 * A pairwise message as received: decoded, its MAC not checked yet. On the wire {@code 0x44 ||}
 * protobuf {@code ||} 8 bytes of HMAC-SHA256 over both identities and all before.
 *
 * @param pqRatchet of the post-quantum ratchet; empty when there is none
 * @param serialized all bytes, which the MAC covers whatever fields are in them
 */
record SignalMessageIn(
    CurveKey ratchetKey, int counter, byte[] ciphertext, byte[] pqRatchet, byte[] serialized) {
  static final byte VERSION_BYTE = SessionState.VERSION << 4 | SessionState.VERSION;
  private static final int MAC = 8;

  private static final int RATCHET_KEY = 1;
  private static final int COUNTER = 2;
  private static final int PREVIOUS_COUNTER = 3;
  private static final int CIPHERTEXT = 4;
  private static final int PQ_RATCHET = 5;

  static SignalMessageIn parse(byte[] serialized) throws ProtocolException {
    if (serialized.length < 1 + MAC || (serialized[0] & 0xFF) >> 4 != SessionState.VERSION) {
      throw new ProtocolException(Reason.INVALID, "the version or length of a message");
    }
    ProtoMessage message = ProtoMessage.parse(serialized, 1, serialized.length - MAC);
    byte[] pqRatchet = message.optionalBytes(PQ_RATCHET);
    return new SignalMessageIn(
        CurveKey.parse(message.bytes(RATCHET_KEY)),
        message.uint32(COUNTER),
        message.bytes(CIPHERTEXT),
        pqRatchet == null ? new byte[0] : pqRatchet,
        serialized);
  }

  /** Makes the bytes of a message from us to them. */
  static byte[] write(
      Primitives primitives,
      SessionState state,
      MessageKey key,
      byte[] ciphertext,
      byte[] pqRatchet) {
    SendingChain sending = state.ratchet().sending();
    ProtoWriter writer =
        new ProtoWriter()
            .bytes(RATCHET_KEY, sending.ratchet().publicKey().serialized())
            .uint32(COUNTER, sending.chainKey().index())
            .uint32(PREVIOUS_COUNTER, state.ratchet().previousCounter())
            .bytes(CIPHERTEXT, ciphertext);
    if (pqRatchet.length > 0) {
      writer.bytes(PQ_RATCHET, pqRatchet);
    }
    byte[] covered = Bytes.concat(new byte[] {VERSION_BYTE}, writer.toByteArray());
    byte[] mac =
        mac(primitives.digest(), key, state.localIdentity(), state.remoteIdentity(), covered);
    return Bytes.concat(covered, mac);
  }

  /** Whether it came from the session's other side; constant time. */
  boolean authenticates(Primitives primitives, SessionState state, MessageKey key) {
    int end = serialized.length - MAC;
    byte[] expected =
        mac(
            primitives.digest(),
            key,
            state.remoteIdentity(),
            state.localIdentity(),
            Bytes.slice(serialized, 0, end));
    byte[] given = Bytes.slice(serialized, end, serialized.length);
    return primitives.digest().equal(expected, given);
  }

  private static byte[] mac(
      Digest digest, MessageKey key, CurveKey sender, CurveKey receiver, byte[] covered) {
    byte[] full =
        digest.hmacSha256(key.macKey(), sender.serialized(), receiver.serialized(), covered);
    return Arrays.copyOf(full, MAC);
  }

  @Override
  public String toString() {
    return "SignalMessageIn[" + counter + "]";
  }
}
