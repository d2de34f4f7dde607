/**
 * Files on the JVM: the same sealed bytes as the page makes, read and written as streams, and
 * carried to and from the server. {@code docs/protocol.md#file-format}
 *
 * <p>Invariants: nothing of a chunk is written before it was proven; memory does not grow with the
 * file.
 */
@NullMarked
package org.understory.cli.files;

import org.jspecify.annotations.NullMarked;
