/**
 * What the server stores and passes on without being able to open it, the statements that keys
 * sign, and the bounds of everything on the wire. No private keys, no cryptography. {@code
 * docs/protocol.md}
 */
@NullMarked
package org.understory.wire;

import org.jspecify.annotations.NullMarked;
