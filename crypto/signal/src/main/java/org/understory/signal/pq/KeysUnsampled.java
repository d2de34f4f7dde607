package org.understory.signal.pq;

import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.IncrementalKem;

/** About to make a key pair, with the next message. */
record KeysUnsampled() implements BraidState {
  static final int NUMBER = 1;

  @Override
  public Sent send(BraidContext context) {
    byte[] seed = context.randomness().bytes(IncrementalKem.SEED);
    byte[] header = context.kem().publicKey(seed).header();
    byte[] mac = context.authenticator().macOfHeader(context.digest(), context.epoch(), header);
    ChunkEncoder encoder = new ChunkEncoder(ChunkedPart.HEADER, Bytes.concat(header, mac));
    return new KeysSampled(seed, encoder).send(context);
  }

  @Override
  public Received receive(BraidContext context, PqMessage message) {
    return Received.still(this);
  }

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public void write(ProtoWriter writer) {
    // Nothing is known yet.
  }
}
