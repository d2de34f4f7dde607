/** Tests of the wire formats, and the generator of cases that they share. */
@NullMarked
package org.understory.wire;

import org.jspecify.annotations.NullMarked;
