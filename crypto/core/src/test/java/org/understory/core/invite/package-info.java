/** Tests of links, join requests and welcomes. */
@NullMarked
package org.understory.core.invite;

import org.jspecify.annotations.NullMarked;
