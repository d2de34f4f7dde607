@NullMarked
package org.understory.server.retention;

import org.jspecify.annotations.NullMarked;
