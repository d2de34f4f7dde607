/**
 * Proofs of access keys: a fresh challenge, signed, for this origin, this kind and this space.
 *
 * <p>A challenge is good once, for a minute, on the connection that got it. What is proved lives as
 * long as the connection, in memory. Nobody learns from a refusal whether a space exists.
 */
@NullMarked
package org.understory.server.access;

import org.jspecify.annotations.NullMarked;
