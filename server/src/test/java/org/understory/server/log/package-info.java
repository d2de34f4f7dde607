@NullMarked
package org.understory.server.log;

import org.jspecify.annotations.NullMarked;
