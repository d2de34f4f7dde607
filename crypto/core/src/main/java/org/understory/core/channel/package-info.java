/**
 * A channel's outer layers: the seal of an epoch around every sender-key message, the names and the
 * life of sender chains, and the two expiries that a message carries.
 *
 * <p>Invariants: what opened was sealed by a holder of that epoch's secret for this very space,
 * log, epoch and expiry bucket; its length is one of the published ones. Who sent it is the
 * sender-key message's to prove. {@code docs/protocol.md#messages}
 */
@NullMarked
package org.understory.core.channel;

import org.jspecify.annotations.NullMarked;
