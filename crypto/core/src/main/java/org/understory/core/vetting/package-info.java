/**
 * What members and stewards tell each other, and a joiner, about somebody who asks to be let in
 * ({@code docs/protocol.md#vouch}): none of it is in the roster. Pure: no clock, no input or
 * output.
 */
@NullMarked
package org.understory.core.vetting;

import org.jspecify.annotations.NullMarked;
