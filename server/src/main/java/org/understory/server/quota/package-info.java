/**
 * How much content a space may have at the server at one time. {@code docs/protocol.md#quotas}
 *
 * <p>Counts live on the rows of logs, mailboxes and spaces; here they are remembered for a while.
 */
@NullMarked
package org.understory.server.quota;

import org.jspecify.annotations.NullMarked;
