/**
 * What a message says about a file: where its sealed bytes lie, how they are opened, and what is
 * shown before anybody fetches them.
 *
 * <p>Invariants: a pointer that was decoded has a name that no directory can be left with, bounded
 * texts and a bounded thumbnail. This package opens no file; hosts do. {@code
 * docs/protocol.md#file}
 */
@NullMarked
package org.understory.core.files;

import org.jspecify.annotations.NullMarked;
