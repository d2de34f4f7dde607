/** What tests of several modules share: repeatable randomness, whole devices in memory. */
@NullMarked
package org.understory.signal;

import org.jspecify.annotations.NullMarked;
