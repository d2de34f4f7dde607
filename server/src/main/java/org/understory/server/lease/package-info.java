/**
 * Lease slots: one body for each steward key, overwritten and without a history. It goes with its
 * key. {@code docs/protocol.md#lease-slot}
 */
@NullMarked
package org.understory.server.lease;

import org.jspecify.annotations.NullMarked;
