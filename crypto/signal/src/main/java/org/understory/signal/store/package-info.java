/**
 * Ports to where an engine keeps its records. Values are opaque to the store; a missing value is
 * null. A store only remembers: durability is the client's, which persists every change of a step
 * before the bytes of that step leave.
 */
@NullMarked
package org.understory.signal.store;

import org.jspecify.annotations.NullMarked;
