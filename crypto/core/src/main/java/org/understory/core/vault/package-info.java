/**
 * The client's sealed store: a header that a passphrase and the device half open, rows that are
 * sealed one by one, and the records of the Signal engine among them.
 *
 * <p>Invariants: a row's place and value tell nothing but its padded size; a row opens only in its
 * own place; changes leave as one batch, which a host makes durable before any byte that depends on
 * it is sent. <b>Does not protect against</b> somebody who can put back an older copy of the whole
 * store: the store counter at the server tells that. {@code docs/protocol.md#vault}
 */
@NullMarked
package org.understory.core.vault;

import org.jspecify.annotations.NullMarked;
