/** Tests of recovery. */
@NullMarked
package org.understory.core.recovery;

import org.jspecify.annotations.NullMarked;
