/**
 * Knock keys: what a recovery sheet proves. Such a key opens a provisional mailbox and leaves one
 * request in the knock log, and nothing else. {@code docs/protocol.md#knock-key}
 */
@NullMarked
package org.understory.server.knock;

import org.jspecify.annotations.NullMarked;
