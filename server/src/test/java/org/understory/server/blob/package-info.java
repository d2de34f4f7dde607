@NullMarked
package org.understory.server.blob;

import org.jspecify.annotations.NullMarked;
