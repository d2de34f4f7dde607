/** Tests of what vetting says and seals. */
@NullMarked
package org.understory.core.vetting;

import org.jspecify.annotations.NullMarked;
