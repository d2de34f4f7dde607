@NullMarked
package org.understory.wire.frame;

import org.jspecify.annotations.NullMarked;
