package org.understory.signal.group;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.OpenedGroupMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.Randomness;
import org.understory.signal.chain.ChainKey;
import org.understory.signal.chain.MessageChain;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKey;
import org.understory.signal.key.CurveKeyPair;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.Primitives;

/**
 * One sender's key: its chain, and the key that signs its messages, of which only the sender has
 * the private half.
 *
 * @param chainId 31 random bits that name the key among those of one distribution id
 * @param chain moves in place
 * @param signingPrivate 32 bytes, null in everyone's record but the sender's
 */
record SenderKey(
    int chainId, MessageChain chain, CurveKey signingKey, byte @Nullable [] signingPrivate) {
  private static final byte[] LABEL = "WhisperGroup".getBytes(StandardCharsets.US_ASCII);

  static SenderKey generate(Primitives primitives, Randomness randomness) {
    int chainId = Bytes.getInt(randomness.bytes(4), 0) >>> 1;
    ChainKey chainKey = new ChainKey(randomness.bytes(32), 0);
    CurveKeyPair signing = CurveKeyPair.generate(primitives, randomness);
    return new SenderKey(
        chainId, new MessageChain(chainKey), signing.publicKey(), signing.privateKey());
  }

  /** As another member learns it. */
  static SenderKey received(SenderKeyDistributionIn message) {
    return new SenderKey(
        message.chainId(),
        new MessageChain(new ChainKey(message.chainKey(), message.iteration())),
        message.signingKey(),
        null);
  }

  /** Encrypts and signs at the present position; the chain moves past it. */
  byte[] encrypt(
      Primitives primitives, Randomness randomness, byte[] distributionId, byte[] plaintext)
      throws ProtocolException {
    if (signingPrivate == null) {
      throw new ProtocolException(Reason.NO_SENDER_KEY, "a chain of somebody else");
    }
    Keys keys = Keys.derive(primitives.digest(), chain.key().messageSeed(primitives.digest()));
    byte[] ciphertext =
        primitives.cbc().encryptUnauthenticated(keys.cipherKey(), keys.iv(), plaintext);
    keys.wipe();
    CurveKeyPair signing = new CurveKeyPair(signingKey, signingPrivate);
    byte[] message =
        SenderKeyMessageIn.write(primitives, randomness, distributionId, this, signing, ciphertext);
    chain.advance(primitives.digest());
    return message;
  }

  /** The signature is checked before anything moves. */
  OpenedGroupMessage decrypt(Primitives primitives, SenderKeyMessageIn message, long nowMillis)
      throws ProtocolException {
    requireSigned(primitives, signingKey, message);
    byte[] seed = chain.takeSeed(primitives.digest(), message.iteration(), nowMillis);
    return new OpenedGroupMessage(opened(primitives, message, seed.clone()), seed);
  }

  /** What it says, with nothing but the signing key and the seed of this one message. */
  static byte[] open(
      Primitives primitives, CurveKey signingKey, SenderKeyMessageIn message, byte[] seed)
      throws ProtocolException {
    requireSigned(primitives, signingKey, message);
    return opened(primitives, message, seed.clone());
  }

  private static void requireSigned(
      Primitives primitives, CurveKey signingKey, SenderKeyMessageIn message)
      throws ProtocolException {
    if (!message.isSignedBy(primitives, signingKey)) {
      throw new ProtocolException(Reason.INVALID, "the signature of a group message");
    }
  }

  private static byte[] opened(Primitives primitives, SenderKeyMessageIn message, byte[] seed)
      throws ProtocolException {
    Keys keys = Keys.derive(primitives.digest(), seed);
    byte[] plaintext =
        primitives.cbc().decryptUnauthenticated(keys.cipherKey(), keys.iv(), message.ciphertext());
    keys.wipe();
    if (plaintext == null) {
      throw new ProtocolException(Reason.INVALID, "the padding of a group message");
    }
    return plaintext;
  }

  /** Of one message: IV (16), then key (32), the other order than in sessions. */
  private record Keys(byte[] iv, byte[] cipherKey) {
    /** The seed is of no more use then, and overwritten. */
    static Keys derive(Digest digest, byte[] seed) {
      byte[] output = digest.hkdfSha256(new byte[0], seed, LABEL, 48);
      Keys keys = new Keys(Arrays.copyOf(output, 16), Arrays.copyOfRange(output, 16, 48));
      Bytes.wipe(seed, output);
      return keys;
    }

    void wipe() {
      Bytes.wipe(iv, cipherKey);
    }

    @Override
    public String toString() {
      return "SenderKey.Keys[secret]";
    }
  }

  byte[] serialize() {
    ProtoWriter writer =
        new ProtoWriter()
            .uint32(1, chainId)
            .bytes(2, chain.serialize())
            .bytes(3, signingKey.serialized());
    if (signingPrivate != null) {
      writer.bytes(4, signingPrivate);
    }
    return writer.toByteArray();
  }

  static SenderKey parse(byte[] serialized) throws ProtocolException {
    ProtoMessage message = ProtoMessage.parse(serialized);
    return new SenderKey(
        message.uint32(1),
        MessageChain.parse(message.bytes(2)),
        CurveKey.parse(message.bytes(3)),
        message.has(4) ? message.bytes(4, 32) : null);
  }

  @Override
  public String toString() {
    return "SenderKey[" + chain + "]";
  }
}
