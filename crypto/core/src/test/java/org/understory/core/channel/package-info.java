/** Tests of a channel's seal, its sender chains and its expiries. */
@NullMarked
package org.understory.core.channel;

import org.jspecify.annotations.NullMarked;
