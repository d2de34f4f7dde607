/** Our SHA-256 against the JDK's. */
@NullMarked
package org.understory.signal.primitive.internal;

import org.jspecify.annotations.NullMarked;
