/**
 * Ids that clients choose at random and the server only compares. A type for each kind, so that one
 * cannot stand where another belongs. None of them prints itself: ids never reach a log. {@code
 * docs/protocol.md#ids}
 */
@NullMarked
package org.understory.wire.id;

import org.jspecify.annotations.NullMarked;
