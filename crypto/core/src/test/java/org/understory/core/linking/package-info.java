/** Tests of linking. */
@NullMarked
package org.understory.core.linking;

import org.jspecify.annotations.NullMarked;
