/**
 * Tickets, which let somebody found a space, and invites, which let somebody ask to join one.
 *
 * <p>An invite takes requests signed by its drop key alone. One mailbox holds the request and may
 * rewrite it; the first valid request from another mailbox is kept as an alarm; all else is
 * refused. The package cannot tell who asks or who is asked.
 */
@NullMarked
package org.understory.server.invite;

import org.jspecify.annotations.NullMarked;
