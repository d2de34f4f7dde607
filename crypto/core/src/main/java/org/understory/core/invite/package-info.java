/**
 * How somebody comes into a group: the link with the secret, what is derived from it, the request
 * that it binds, and the welcome ({@code docs/protocol.md#link}, {@code #join-request}, {@code
 * #welcome}).
 *
 * <p>A request and a welcome come in as bytes and go through checks that give a value of another
 * type; only that type can be approved, or trusted.
 */
@NullMarked
package org.understory.core.invite;

import org.jspecify.annotations.NullMarked;
