/** Tests of what people say and of the checks that hold it in its place. */
@NullMarked
package org.understory.core.content;

import org.jspecify.annotations.NullMarked;
