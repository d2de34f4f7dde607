/**
 * Blobs: bytes with an expiry, written and read over HTTP in parts, kept in files beside the
 * database. {@code docs/protocol.md#blobs}
 *
 * <p>A file is named for a tag, never for anything that a client said, and lies under a key that
 * follows from its bucket's. The package cannot tell what is in it.
 */
@NullMarked
package org.understory.server.blob;

import org.jspecify.annotations.NullMarked;
