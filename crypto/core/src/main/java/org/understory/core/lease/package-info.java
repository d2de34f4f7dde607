/**
 * Leases: what stewards sign of the head, and what a reader makes of it ({@code
 * docs/protocol.md#lease}). Pure: no clock, no input or output.
 */
@NullMarked
package org.understory.core.lease;

import org.jspecify.annotations.NullMarked;
