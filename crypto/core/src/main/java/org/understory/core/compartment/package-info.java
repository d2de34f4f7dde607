/**
 * Need-to-know channels: small groups inside the group, with a chain, keys and keepers of their own
 * ({@code docs/protocol.md#compartment}).
 *
 * <p>Pure: the same chain over the same line of the group gives the same state, everywhere. Nothing
 * here is known to whoever is not in the compartment, and nothing of it stands in the group's
 * roster.
 */
@NullMarked
package org.understory.core.compartment;

import org.jspecify.annotations.NullMarked;
