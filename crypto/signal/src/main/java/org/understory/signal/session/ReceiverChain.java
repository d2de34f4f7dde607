package org.understory.signal.session;

import org.understory.signal.ProtocolException;
import org.understory.signal.chain.MessageChain;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKey;

/**
 * DHr and CKr of the paper: a ratchet key of theirs, and the chain that goes with it.
 *
 * @param chain moves in place
 */
record ReceiverChain(CurveKey remoteRatchet, MessageChain chain) {
  byte[] serialize() {
    return new ProtoWriter()
        .bytes(1, remoteRatchet.serialized())
        .bytes(2, chain.serialize())
        .toByteArray();
  }

  static ReceiverChain parse(byte[] serialized) throws ProtocolException {
    ProtoMessage message = ProtoMessage.parse(serialized);
    return new ReceiverChain(
        CurveKey.parse(message.bytes(1)), MessageChain.parse(message.bytes(2)));
  }

  @Override
  public String toString() {
    return "ReceiverChain[" + chain + "]";
  }
}
