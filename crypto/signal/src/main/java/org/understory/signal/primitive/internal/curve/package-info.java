/**
 * Curve25519 in both of its forms: X25519, Ed25519 and XEdDSA, with one arithmetic underneath that
 * the compiled builds run fast ({@code docs/decisions/0020-curve25519-and-sha256.md}). Hashes and
 * the inversion come from Bouncy Castle.
 *
 * <p>Inputs are deterministic: whoever needs randomness hands it in.
 */
@NullMarked
package org.understory.signal.primitive.internal.curve;

import org.jspecify.annotations.NullMarked;
