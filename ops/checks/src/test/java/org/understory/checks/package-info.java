/**
 * The rules of the tree, as tests: which module and package may know which (ArchUnit), and what the
 * sources themselves must and must not hold. Each rule has a planted violation under {@code
 * planted} that it must find.
 */
@NullMarked
package org.understory.checks;

import org.jspecify.annotations.NullMarked;
