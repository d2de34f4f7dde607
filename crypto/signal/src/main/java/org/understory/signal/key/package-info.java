/**
 * Key types as they stand on the wire: a type byte, then the key. 0x05 is X25519, 0x08 is Kyber1024
 * of round 3. One type per role, so that a public key is never taken for a secret.
 */
@NullMarked
package org.understory.signal.key;

import org.jspecify.annotations.NullMarked;
