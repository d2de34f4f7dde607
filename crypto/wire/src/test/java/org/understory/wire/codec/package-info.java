@NullMarked
package org.understory.wire.codec;

import org.jspecify.annotations.NullMarked;
