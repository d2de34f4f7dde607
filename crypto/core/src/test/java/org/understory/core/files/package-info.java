@NullMarked
package org.understory.core.files;

import org.jspecify.annotations.NullMarked;
