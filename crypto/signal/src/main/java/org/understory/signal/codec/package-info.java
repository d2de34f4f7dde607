/**
 * The proto2 wire format, as far as Signal's messages and our stored records use it. Lengths are
 * checked before anything is allocated; unknown fields are ignored, as Signal requires.
 */
@NullMarked
package org.understory.signal.codec;

import org.jspecify.annotations.NullMarked;
