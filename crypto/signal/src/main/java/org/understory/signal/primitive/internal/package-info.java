/**
 * The ports of {@code primitive} on Bouncy Castle's lightweight API. Only {@code
 * BouncyCastlePrimitives} and {@code CompiledPrimitives} use it.
 *
 * <p>Inputs are deterministic: whoever needs randomness hands it in.
 */
@NullMarked
package org.understory.signal.primitive.internal;

import org.jspecify.annotations.NullMarked;
