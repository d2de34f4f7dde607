/**
 * Conversations that nobody would think of: two to five parties, each on one of the engines, do
 * what a schedule of bytes says, and a model of the protocol says of every delivery what must come
 * of it.
 */
@NullMarked
package org.understory.interop.interaction;

import org.jspecify.annotations.NullMarked;
