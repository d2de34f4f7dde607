@NullMarked
package org.understory.wire.id;

import org.jspecify.annotations.NullMarked;
