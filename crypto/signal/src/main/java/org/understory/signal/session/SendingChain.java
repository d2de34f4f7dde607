package org.understory.signal.session;

import org.understory.signal.ProtocolException;
import org.understory.signal.chain.ChainKey;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKeyPair;
import org.understory.signal.primitive.Digest;

/**
 * DHs and CKs of the paper: our ratchet key pair and the chain that goes with it.
 *
 * @param ratchet secret
 */
record SendingChain(CurveKeyPair ratchet, ChainKey chainKey) {
  SendingChain next(Digest digest) {
    return new SendingChain(ratchet, chainKey.next(digest));
  }

  byte[] serialize() {
    return new ProtoWriter()
        .bytes(1, ratchet.publicKey().serialized())
        .bytes(2, ratchet.privateKey())
        .bytes(3, chainKey.bytes())
        .uint32(4, chainKey.index())
        .toByteArray();
  }

  static SendingChain parse(byte[] serialized) throws ProtocolException {
    ProtoMessage message = ProtoMessage.parse(serialized);
    return new SendingChain(
        CurveKeyPair.of(message.bytes(1), message.bytes(2)),
        new ChainKey(message.bytes(3, 32), message.uint32(4)));
  }

  @Override
  public String toString() {
    return "SendingChain[" + chainKey + "]";
  }
}
