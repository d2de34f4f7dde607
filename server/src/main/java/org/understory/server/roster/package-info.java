/**
 * The roster log of each space: sealed entries in order, written by commits alone, durable.
 *
 * <p>Beside an entry may lie an item, which can be blanked; the last entry of a commit carries
 * marks of where every other log stood. The package cannot tell what an entry says.
 */
@NullMarked
package org.understory.server.roster;

import org.jspecify.annotations.NullMarked;
