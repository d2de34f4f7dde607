/**
 * The port to the Signal protocol: what a client may ask of an engine, without saying which engine
 * answers. Two adapters implement it: our own engine in this module, and libsignal-client in {@code
 * crypto/libsignal}. Both speak the same bytes ({@code docs/protocol.md#signal}).
 */
@NullMarked
package org.understory.signal;

import org.jspecify.annotations.NullMarked;
