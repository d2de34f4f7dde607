/**
 * Limits by purpose, in memory alone. Payers are known by a hash under a salt that lives as long as
 * the process, so a memory image does not tell whom a bucket belongs to by itself.
 */
@NullMarked
package org.understory.server.ratelimit;

import org.jspecify.annotations.NullMarked;
