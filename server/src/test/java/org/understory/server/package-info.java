@NullMarked
package org.understory.server;

import org.jspecify.annotations.NullMarked;
