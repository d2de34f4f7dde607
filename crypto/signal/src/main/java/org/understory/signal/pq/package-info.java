/**
 * The place of the sparse post-quantum ratchet (SPQR, version 1), which comes with the next issue:
 * the braided ML-KEM-768, its chunks, its authenticator and its chain. Until then a message carries
 * no field 5, an incoming one is covered by the MAC and otherwise ignored (the peer negotiates down
 * to version 0), and {@code SessionState} keeps an empty state in its field for it.
 */
@NullMarked
package org.understory.signal.pq;

import org.jspecify.annotations.NullMarked;
