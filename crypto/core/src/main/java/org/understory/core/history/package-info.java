/** Finding in one's own history: texts folded and laid side by side, in memory alone. */
@NullMarked
package org.understory.core.history;

import org.jspecify.annotations.NullMarked;
