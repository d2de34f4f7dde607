/** Drives the core: one thread, one connection, effects carried out in their order. */
@NullMarked
package org.understory.cli.host;

import org.jspecify.annotations.NullMarked;
