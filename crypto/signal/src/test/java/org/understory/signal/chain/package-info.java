/** Limits of a chain, and what it shows of itself. */
@NullMarked
package org.understory.signal.chain;

import org.jspecify.annotations.NullMarked;
