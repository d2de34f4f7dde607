/**
 * What {@code ops/bench engine} runs in every runtime: the loops are inside, so that a figure is
 * the engine's and not the crossing's.
 */
@NullMarked
package org.understory.trial.bench;

import org.jspecify.annotations.NullMarked;
