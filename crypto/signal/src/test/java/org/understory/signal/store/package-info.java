/** Stores for tests; other modules' tests use them too. */
@NullMarked
package org.understory.signal.store;

import org.jspecify.annotations.NullMarked;
