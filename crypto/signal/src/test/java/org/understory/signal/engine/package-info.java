/** The engine with itself, and against malformed and hostile input. */
@NullMarked
package org.understory.signal.engine;

import org.jspecify.annotations.NullMarked;
