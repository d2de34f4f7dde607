/**
 * Mailboxes: members deposit, the owner alone reads, acknowledging deletes.
 *
 * <p>A mailbox is provisional until a commit opens it, and takes nothing once one has closed it. A
 * deposit carries no sender, and the package could not tell one.
 */
@NullMarked
package org.understory.server.mailbox;

import org.jspecify.annotations.NullMarked;
