/**
 * Whether what is done with a secret depends on it. {@link TraceTest} is exact about the bytecode:
 * it compares every branch taken and every array index used. {@link TimingTest} looks at the clock,
 * and so sees only what is gross, but sees what the runtime makes of the bytecode too.
 */
@NullMarked
package org.understory.signal.primitive.constanttime;

import org.jspecify.annotations.NullMarked;
