/** The wire format against bytes that nobody writes. */
@NullMarked
package org.understory.signal.codec;

import org.jspecify.annotations.NullMarked;
