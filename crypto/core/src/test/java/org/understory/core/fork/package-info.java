@NullMarked
package org.understory.core.fork;

import org.jspecify.annotations.NullMarked;
