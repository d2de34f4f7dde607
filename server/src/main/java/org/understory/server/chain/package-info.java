/**
 * Logs that members open among themselves: a durable one, and others that belong to it. Their keys
 * move with what is appended to the durable one, and nobody without a key is told that they exist.
 * {@code docs/protocol.md#guarded-log}
 */
@NullMarked
package org.understory.server.chain;

import org.jspecify.annotations.NullMarked;
