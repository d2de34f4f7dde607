/** Tests of the constructions, and the repeatable randomness that tests of the core draw from. */
@NullMarked
package org.understory.core.seal;

import org.jspecify.annotations.NullMarked;
