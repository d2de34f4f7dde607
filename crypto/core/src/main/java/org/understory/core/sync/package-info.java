/**
 * The client's side of one connection, without any I/O: what was greeted and proved, which requests
 * wait for a reply, and the durable outbox of writes that are repeated until they have an answer
 * ({@code docs/protocol.md#socket}, {@code #prove}, {@code #write-id}). It knows nothing of groups,
 * rosters or messages.
 */
@NullMarked
package org.understory.core.sync;

import org.jspecify.annotations.NullMarked;
