package org.understory.interop;

import java.util.Objects;
import org.understory.signal.DeviceAddress;
import org.understory.signal.ProtocolException;
import org.understory.signal.TestDevice;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

/** A session record of ours, taken apart to change what no engine would change. */
record StoredSession(DeviceAddress remote, byte[] state) {
  private static final int PQ_RATCHET = 8;
  private static final int PQ_CHAIN = 4;
  private static final int EPOCH = 4;

  /** The record's only session. */
  static StoredSession of(TestDevice owner, TestDevice peer) throws ProtocolException {
    byte[] record = Objects.requireNonNull(owner.store().loadSession(peer.address()));
    return new StoredSession(peer.address(), ProtoMessage.parse(record, 1, record.length).bytes(1));
  }

  void storeIn(TestDevice owner) {
    byte[] body = new ProtoWriter().bytes(1, state).toByteArray();
    owner.store().storeSession(remote, Bytes.concat(new byte[] {2}, body));
  }

  StoredSession withoutPqRatchet() throws ProtocolException {
    return new StoredSession(remote, with(state, PQ_RATCHET, new byte[0]));
  }

  /** Both directions of the only epoch go on from another key. */
  StoredSession withOtherPqChains() throws ProtocolException {
    byte[] ratchet = ProtoMessage.parse(state).bytes(PQ_RATCHET);
    ProtoMessage chain = ProtoMessage.parse(ProtoMessage.parse(ratchet).bytes(PQ_CHAIN));
    byte[] epoch = with(with(chain.bytes(EPOCH), 1, new byte[32]), 3, new byte[32]);
    byte[] other =
        new ProtoWriter()
            .bytes(1, chain.bytes(1))
            .uint32(2, chain.uint32(2))
            .uint32(3, chain.uint32(3))
            .bytes(EPOCH, epoch)
            .toByteArray();
    return new StoredSession(remote, with(state, PQ_RATCHET, with(ratchet, PQ_CHAIN, other)));
  }

  /** Of a field that comes again the last counts. */
  private static byte[] with(byte[] message, int field, byte[] value) {
    return Bytes.concat(message, new ProtoWriter().bytes(field, value).toByteArray());
  }

  @Override
  public String toString() {
    return "StoredSession";
  }
}
