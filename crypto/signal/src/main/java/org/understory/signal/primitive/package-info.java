/**
 * Ports to the cryptographic primitives, one interface each, so that every runtime can use its best
 * implementation: Bouncy Castle on the JVM and in WebAssembly, {@code @noble/*} for curves and
 * ML-KEM in the JavaScript build. All implementations are held to the same vectors.
 */
@NullMarked
package org.understory.signal.primitive;

import org.jspecify.annotations.NullMarked;
