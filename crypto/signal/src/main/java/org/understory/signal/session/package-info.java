/**
 * Pairwise sessions: the Double Ratchet, one file per noun of the paper, and around it the record
 * of a device's current and archived sessions ({@code docs/protocol.md#ratchet}).
 *
 * <p>Whatever a message would change is tried on a state parsed anew from its bytes, and written
 * back only after the message authenticated: a forgery has nothing to change.
 */
@NullMarked
package org.understory.signal.session;

import org.jspecify.annotations.NullMarked;
