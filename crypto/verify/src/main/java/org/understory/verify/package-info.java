/**
 * Checks signatures over the statements of {@code crypto/wire}, with public keys only: all the
 * cryptography that the server may do. Nothing here can open or sign anything.
 */
@NullMarked
package org.understory.verify;

import org.jspecify.annotations.NullMarked;
