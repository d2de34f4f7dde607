package org.understory.signal.pq;

import java.util.Arrays;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;
import org.understory.signal.primitive.Digest;

/**
 * Shows that what the chunks made comes from the session's other side ({@code
 * docs/protocol.md#spqr-auth}). Moves in place, with each secret that the braid agrees on.
 */
final class Authenticator {
  static final int MAC = 32;
  static final int SIZE = 64;
  private static final int KEY = 32;
  private static final byte[] NO_SALT = {};
  private static final byte[] UPDATE = Labels.braid("Authenticator Update");
  private static final byte[] HEADER = Labels.braid("ekheader");
  private static final byte[] CIPHERTEXT = Labels.braid("ciphertext");

  private byte[] root;
  private byte[] macKey;

  private Authenticator(byte[] root, byte[] macKey) {
    this.root = root;
    this.macKey = macKey;
  }

  /** As a session begins, from the handshake's secret. */
  static Authenticator start(Digest digest, byte[] handshakeSecret32) {
    Authenticator result = new Authenticator(new byte[KEY], new byte[KEY]);
    result.update(digest, Braid.FIRST_EPOCH, handshakeSecret32);
    return result;
  }

  void update(Digest digest, int epoch, byte[] secret32) {
    byte[] input = Bytes.concat(root, secret32);
    byte[] output = digest.hkdfSha256(NO_SALT, input, Labels.withEpoch(UPDATE, epoch), SIZE);
    Bytes.wipe(root, macKey, input);
    root = Arrays.copyOf(output, KEY);
    macKey = Arrays.copyOfRange(output, KEY, SIZE);
    Bytes.wipe(output);
  }

  byte[] macOfHeader(Digest digest, int epoch, byte[] header) {
    return digest.hmacSha256(macKey, Labels.withEpoch(HEADER, epoch), header);
  }

  byte[] macOfCiphertext(Digest digest, int epoch, byte[] first, byte[] second) {
    return digest.hmacSha256(macKey, Labels.withEpoch(CIPHERTEXT, epoch), first, second);
  }

  /** Constant time. */
  static void require(Digest digest, byte[] expected, byte[] given) throws ProtocolException {
    if (!digest.equal(expected, given)) {
      throw new ProtocolException(Reason.INVALID, "the braid's MAC");
    }
  }

  byte[] serialize() {
    return Bytes.concat(root, macKey);
  }

  static Authenticator parse(byte[] serialized64) {
    return new Authenticator(
        Arrays.copyOf(serialized64, KEY), Arrays.copyOfRange(serialized64, KEY, SIZE));
  }

  @Override
  public String toString() {
    return "Authenticator[secret]";
  }
}
