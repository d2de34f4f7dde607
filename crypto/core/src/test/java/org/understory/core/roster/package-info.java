/** Tests of the roster's rules, on groups that are founded for each test. */
@NullMarked
package org.understory.core.roster;

import org.jspecify.annotations.NullMarked;
