/**
 * The few constructions that everything else is sealed, derived, hashed and signed with, each bound
 * to a typed statement ({@code docs/protocol.md#lp}), and the secret that an epoch's keys come
 * from.
 *
 * <p>Nothing here knows what it seals. No key of one type ever serves another: the type is in the
 * derivation and in the associated data.
 */
@NullMarked
package org.understory.core.seal;

import org.jspecify.annotations.NullMarked;
