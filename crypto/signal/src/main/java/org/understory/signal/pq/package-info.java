/**
 * SPQR version 1, the sparse post-quantum ratchet ({@code docs/protocol.md#spqr}): beside the
 * Double Ratchet runs the braid, a key agreement by ML-KEM-768 whose keys and ciphertexts travel in
 * small chunks, one a message; from each shared secret it agrees on comes a chain, whose keys salt
 * those of the messages.
 *
 * <p>{@link org.understory.signal.pq.PqRatchet} is all that others need. Its parts, from the
 * inside: {@code FieldElement} and {@code ChunkedPart} with {@code ChunkEncoder} and {@code
 * ChunkDecoder} (the erasure code), {@code Authenticator}, the eleven {@code BraidState}s and
 * {@code Braid}, {@code PqChain}, {@code PqMessage}.
 */
@NullMarked
package org.understory.signal.pq;

import org.jspecify.annotations.NullMarked;
