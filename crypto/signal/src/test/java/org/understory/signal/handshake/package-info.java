/** Bundles and prekey records that are not what they say. */
@NullMarked
package org.understory.signal.handshake;

import org.jspecify.annotations.NullMarked;
