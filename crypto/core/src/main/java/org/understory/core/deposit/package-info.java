/**
 * What devices leave for each other: sealed deposits in mailboxes, epoch packets, knocks and
 * proposals, each padded, sealed and signed in one place.
 *
 * <p>Invariants: no identity key, prekey id, sender or kind of message is in clear outside; what
 * opened was sealed for this very space, mailbox and expiry or generation. A {@code SealedDeposit}
 * names its sender without proof: the Signal session inside proves it. {@code
 * docs/protocol.md#deposit}
 */
@NullMarked
package org.understory.core.deposit;

import org.jspecify.annotations.NullMarked;
