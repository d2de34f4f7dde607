/** Tests of the client's sealed store. */
@NullMarked
package org.understory.core.vault;

import org.jspecify.annotations.NullMarked;
