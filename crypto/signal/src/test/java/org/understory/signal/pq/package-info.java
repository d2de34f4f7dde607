@NullMarked
package org.understory.signal.pq;

import org.jspecify.annotations.NullMarked;
