/**
 * The ports of {@code primitive} on Bouncy Castle's lightweight API. The only package of the
 * protocol that imports {@code org.bouncycastle}; only {@code BouncyCastlePrimitives} uses it.
 *
 * <p>Inputs are deterministic: whoever needs randomness hands it in.
 */
@NullMarked
package org.understory.signal.primitive.internal;

import org.jspecify.annotations.NullMarked;
