/** Published vectors and negatives for every implementation of the ports. */
@NullMarked
package org.understory.signal.primitive;

import org.jspecify.annotations.NullMarked;
