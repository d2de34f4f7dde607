/**
 * Epoch slots: what commits lay down for each device, durable, outside the expiry of content.
 *
 * <p>A slot keeps its newest packet until it is acknowledged or for 180 days, and every
 * unacknowledged one younger than the content cap. Large commits are laid down ahead in stages.
 */
@NullMarked
package org.understory.server.slot;

import org.jspecify.annotations.NullMarked;
