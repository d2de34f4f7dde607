/** Tests of what devices leave for each other. */
@NullMarked
package org.understory.core.deposit;

import org.jspecify.annotations.NullMarked;
