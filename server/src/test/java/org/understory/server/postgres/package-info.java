@NullMarked
package org.understory.server.postgres;

import org.jspecify.annotations.NullMarked;
