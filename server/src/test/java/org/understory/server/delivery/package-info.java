@NullMarked
package org.understory.server.delivery;

import org.jspecify.annotations.NullMarked;
