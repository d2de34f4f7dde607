/**
 * What Bouncy Castle mentions and the compiler's class library lacks. {@code ShimPolicy} puts these
 * types in the place of those in {@code javax.security.auth}.
 */
@NullMarked
package org.understory.browser.shim;

import org.jspecify.annotations.NullMarked;
