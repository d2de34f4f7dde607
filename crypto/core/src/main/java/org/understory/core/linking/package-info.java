/**
 * How a device of a member brings in another: the code, the three messages behind a commitment, the
 * short words that both screens show, and the checks ({@code docs/protocol.md#linking}).
 *
 * <p>Everything here is derived under tags of its own, so nothing that was made for an invite opens
 * or passes for anything of a link, nor the other way round.
 */
@NullMarked
package org.understory.core.linking;

import org.jspecify.annotations.NullMarked;
