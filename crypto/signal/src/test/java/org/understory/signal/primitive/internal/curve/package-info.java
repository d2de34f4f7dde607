/** The arithmetic that Bouncy Castle does not offer, against plain big integers. */
@NullMarked
package org.understory.signal.primitive.internal.curve;

import org.jspecify.annotations.NullMarked;
