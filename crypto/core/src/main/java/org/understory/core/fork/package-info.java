/**
 * Forks: valid entries beside the own line, what they halt, how a decision ends that, and the proof
 * that somebody signed twice ({@code docs/decisions/0011}, 8 and 9; {@code docs/protocol.md#fork}).
 *
 * <p><b>Guarantees.</b> Everything here is a function of the line and of the branches that are
 * known; the order in which they came changes nothing. Nothing is halted without a signature of
 * somebody who is a steward on the own line.
 *
 * <p><b>Does not protect against</b> a branch that this client is never shown.
 */
@NullMarked
package org.understory.core.fork;

import org.jspecify.annotations.NullMarked;
