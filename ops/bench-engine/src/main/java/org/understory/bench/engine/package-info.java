/** {@code ops/bench engine} on the JVM: our engine and Signal's, each in a process of its own. */
@NullMarked
package org.understory.bench.engine;

import org.jspecify.annotations.NullMarked;
