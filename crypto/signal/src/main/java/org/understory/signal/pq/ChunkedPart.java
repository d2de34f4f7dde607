package org.understory.signal.pq;

import org.understory.signal.primitive.IncrementalKem;

/** What the braid sends in chunks: four things, whose lengths both sides know. */
enum ChunkedPart {
  /** The public key's header and its MAC. */
  HEADER(IncrementalKem.HEADER + Authenticator.MAC),

  /** The public key's vector. */
  KEY(IncrementalKem.VECTOR),

  /** The ciphertext's first part. */
  FIRST(IncrementalKem.FIRST),

  /** The ciphertext's second part and the MAC over both. */
  SECOND(IncrementalKem.SECOND + Authenticator.MAC);

  private final int chunks;
  private final Interpolation fromPlain;

  ChunkedPart(int length) {
    this.chunks = length / Chunk.SIZE;
    int[] places = new int[chunks];
    for (int i = 0; i < chunks; i++) {
      places[i] = i;
    }
    this.fromPlain = new Interpolation(places);
  }

  /** As many different chunks as this make the message. */
  int chunks() {
    return chunks;
  }

  /** In bytes. */
  int length() {
    return chunks * Chunk.SIZE;
  }

  /** Through the chunks that are the message itself: those with the first indices. */
  Interpolation fromPlain() {
    return fromPlain;
  }
}
