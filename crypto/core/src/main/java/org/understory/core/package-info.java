/**
 * The client core: a {@link org.understory.core.GroupClient} takes events in (bytes arrived, a
 * person acted, time passed) and gives effects out (persist, send, show). It does no I/O, reads no
 * clock and starts no thread; the browser and the command line drive the same one ({@code
 * docs/architecture.md}).
 *
 * <p>One class per concern, all over the same rows: {@code Membership} reads the roster, {@code
 * Epochs} holds the secrets, {@code Sessions} the pairwise side, {@code Posting} and {@code
 * Reading} the channels, {@code Stewarding} the commits, {@code Founding} and {@code Joining} the
 * two ways in.
 */
@NullMarked
package org.understory.core;

import org.jspecify.annotations.NullMarked;
