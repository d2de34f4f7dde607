/** The compiler takes {@code TSecurity} here for {@code java.security.Security}. */
@NullMarked
package org.teavm.classlib.java.security;

import org.jspecify.annotations.NullMarked;
