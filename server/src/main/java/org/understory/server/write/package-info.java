/**
 * First answers of writes: a repeat of a write gets the answer that the first one got.
 *
 * <p>Kept for at least a day, in the same transaction as the write, under a hash of the writer's
 * key and the random write id. Who reads the table learns neither: it must never tell which device
 * wrote what.
 */
@NullMarked
package org.understory.server.write;

import org.jspecify.annotations.NullMarked;
