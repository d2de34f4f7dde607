/**
 * Coming back without a device: the sheet and what derives from it, its parts for fellow members,
 * and the request that a clean device makes ({@code docs/protocol.md#recovery}, {@code #sheet}).
 */
@NullMarked
package org.understory.core.recovery;

import org.jspecify.annotations.NullMarked;
