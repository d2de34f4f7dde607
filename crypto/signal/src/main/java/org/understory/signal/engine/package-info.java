/**
 * Our engine behind the port: reads records from the store, lets {@code handshake}, {@code session}
 * and {@code group} work, and writes back only what succeeded.
 */
@NullMarked
package org.understory.signal.engine;

import org.jspecify.annotations.NullMarked;
