/**
 * Live connections: what each has proved, what it follows, and the fan-out to all of them.
 *
 * <p>Everything here runs on one event loop and needs no lock. A frame is encoded once and the same
 * buffer goes to every subscriber. Nothing here knows what a log or a mailbox holds, where a
 * connection comes from, or who is behind it.
 */
@NullMarked
package org.understory.server.delivery;

import org.jspecify.annotations.NullMarked;
