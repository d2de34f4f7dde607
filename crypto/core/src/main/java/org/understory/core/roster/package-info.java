/**
 * The roster: who belongs to a group, with which keys, said by stewards' signatures in a chain of
 * entries whose first one's hash is the group's id ({@code docs/protocol.md#roster}).
 *
 * <p>{@link org.understory.core.roster.Roster#apply} is the only way from one state to the next; it
 * is pure, and an entry that breaks a rule is void whoever passes it on. {@link
 * org.understory.core.roster.RosterAuthor} builds entries, {@link
 * org.understory.core.roster.RosterSeal} and {@link org.understory.core.roster.ItemSeal} make them
 * unreadable for the server. No clock, no I/O, no server frames.
 */
@NullMarked
package org.understory.core.roster;

import org.jspecify.annotations.NullMarked;
