/**
 * Logs: append-only, ordered, every entry with an expiry.
 *
 * <p>Each log has a head row. Whoever appends holds its lock until the commit, so the order of
 * positions is the order in which entries become visible. Appends of one log are gathered: one
 * statement is in flight, and the next carries all that came meanwhile. The package knows nothing
 * of who appends and what.
 */
@NullMarked
package org.understory.server.log;

import org.jspecify.annotations.NullMarked;
