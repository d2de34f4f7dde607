/**
 * Sender keys ({@code docs/protocol.md#sender-key}): a chain per sender, given to each member
 * through a session, so that one ciphertext serves all. A late joiner gets the current position
 * only.
 */
@NullMarked
package org.understory.signal.group;

import org.jspecify.annotations.NullMarked;
