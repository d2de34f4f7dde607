/**
 * The one transaction that changes a space, across all primitives: whole or not at all, ordered by
 * the length of the roster log.
 *
 * <p>Founding is the first commit. What a commit changed is told to live connections after it is
 * durable, the roster first, so that everybody learns why before access ends.
 */
@NullMarked
package org.understory.server.commit;

import org.jspecify.annotations.NullMarked;
