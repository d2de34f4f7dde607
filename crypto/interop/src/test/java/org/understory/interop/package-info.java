/**
 * One behaviour suite for both engines and each pair of them: what differs from Signal's own engine
 * is a failing test.
 */
@NullMarked
package org.understory.interop;

import org.jspecify.annotations.NullMarked;
