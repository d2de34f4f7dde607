/**
 * The server's start and stop: everything is wired here, by hand.
 *
 * <p>The server is blind: it depends on {@code crypto/wire} and {@code crypto/verify} alone and
 * holds nothing that could open what it stores.
 */
@NullMarked
package org.understory.server;

import org.jspecify.annotations.NullMarked;
