/** Tests of leases. */
@NullMarked
package org.understory.core.lease;

import org.jspecify.annotations.NullMarked;
