/** Tests of the client's sealed store. */
@NullMarked
package org.understory.core.history;

import org.jspecify.annotations.NullMarked;
