/**
 * PQXDH ({@code docs/protocol.md#pqxdh}): how two devices that never spoke agree on the first root
 * key, from a prekey bundle on one side and a prekey message on the other.
 */
@NullMarked
package org.understory.signal.handshake;

import org.jspecify.annotations.NullMarked;
