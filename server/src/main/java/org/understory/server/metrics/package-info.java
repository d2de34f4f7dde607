/** Counters of what the server does, without anything that identifies anybody. */
@NullMarked
package org.understory.server.metrics;

import org.jspecify.annotations.NullMarked;
