/** The command line against the real server, each in a process of its own. */
@NullMarked
package org.understory.cli.journey;

import org.jspecify.annotations.NullMarked;
