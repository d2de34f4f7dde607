package org.understory.signal.pq;

import java.util.Arrays;
import org.understory.signal.ProtocolException;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.IncrementalKem;

/**
 * Collects the ciphertext's second part, says only that the first is here, and ends the epoch.
 *
 * @param seed of the key pair, 64 bytes, secret
 * @param first 960 bytes
 */
record EkSentCt1Received(byte[] seed, byte[] first, ChunkDecoder second) implements BraidState {
  static final int NUMBER = 5;

  @Override
  public Sent send(BraidContext context) {
    return Sent.noChunk(this, PqMessage.Type.FIRST_RECEIVED);
  }

  @Override
  public Received receive(BraidContext context, PqMessage message) throws ProtocolException {
    Chunk chunk = message.chunk();
    if (message.type() != PqMessage.Type.SECOND || chunk == null) {
      return Received.still(this);
    }
    byte[] whole = second.add(chunk);
    return whole == null ? Received.still(this) : complete(context, whole);
  }

  /** The MAC's key is made from the secret itself, so the secret comes first. */
  private Received complete(BraidContext context, byte[] secondAndMac) throws ProtocolException {
    byte[] ciphertext = Arrays.copyOf(secondAndMac, IncrementalKem.SECOND);
    byte[] mac = Arrays.copyOfRange(secondAndMac, IncrementalKem.SECOND, secondAndMac.length);
    EpochSecret secret = context.agree(context.kem().decapsulate(seed, first, ciphertext));
    Authenticator.require(
        context.digest(),
        context
            .authenticator()
            .macOfCiphertext(context.digest(), context.epoch(), first, ciphertext),
        mac);
    Bytes.wipe(seed);
    return new Received(new NoHeaderReceived(new ChunkDecoder(ChunkedPart.HEADER)), secret, true);
  }

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public void write(ProtoWriter writer) {
    writer.bytes(KeysSampled.SEED, seed);
    second.write(writer);
    writer.bytes(Ct1Received.FIRST, first);
  }

  static EkSentCt1Received parse(ProtoMessage stored) throws ProtocolException {
    return new EkSentCt1Received(
        stored.bytes(KeysSampled.SEED, IncrementalKem.SEED),
        stored.bytes(Ct1Received.FIRST, IncrementalKem.FIRST),
        ChunkDecoder.parse(ChunkedPart.SECOND, stored));
  }

  @Override
  public String toString() {
    return "EkSentCt1Received[" + second + "]";
  }
}
