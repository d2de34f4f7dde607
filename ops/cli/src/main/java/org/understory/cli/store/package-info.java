/**
 * Where a command-line member keeps its state: one file of sealed rows, the device half beside it,
 * and a lock so that only one process at a time has both.
 */
@NullMarked
package org.understory.cli.store;

import org.jspecify.annotations.NullMarked;
