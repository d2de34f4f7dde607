package org.understory.signal.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.understory.signal.ProtocolException;
import org.understory.signal.chain.ChainKey;
import org.understory.signal.codec.Bytes;
import org.understory.signal.key.CurveKey;
import org.understory.signal.key.CurveKeyPair;
import org.understory.signal.primitive.Primitives;

/**
 * RK of the paper: from it and a new Diffie-Hellman secret come the next root key and a chain key.
 *
 * @param bytes 32, secret
 */
record RootKey(byte[] bytes) {
  private static final byte[] LABEL = "WhisperRatchet".getBytes(StandardCharsets.US_ASCII);

  /** KDF_RK's output. */
  record Step(RootKey root, ChainKey chain) {
    @Override
    public String toString() {
      return "RootKey.Step[secret]";
    }
  }

  /** KDF_RK(RK, DH(ours, theirs)). */
  Step next(Primitives primitives, CurveKeyPair ours, CurveKey theirs) throws ProtocolException {
    byte[] secret = ours.agree(primitives, theirs);
    byte[] output = primitives.digest().hkdfSha256(bytes, secret, LABEL, 64);
    Step step =
        new Step(
            new RootKey(Arrays.copyOfRange(output, 0, 32)),
            new ChainKey(Arrays.copyOfRange(output, 32, 64), 0));
    Bytes.wipe(secret, output);
    return step;
  }

  @Override
  public String toString() {
    return "RootKey[secret]";
  }
}
