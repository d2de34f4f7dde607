/** What the compiled core must compute, checked on the JVM first. */
@NullMarked
package org.understory.browser;

import org.jspecify.annotations.NullMarked;
