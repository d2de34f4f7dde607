@NullMarked
package org.understory.server.ratelimit;

import org.jspecify.annotations.NullMarked;
