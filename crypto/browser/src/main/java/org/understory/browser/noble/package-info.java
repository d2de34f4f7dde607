/**
 * The ports to the primitives, answered by JavaScript ({@code src/main/web/noble.js}) in the build
 * that is JavaScript itself, where compiled Java is slow: a Java long is a BigInt there.
 */
@NullMarked
package org.understory.browser.noble;

import org.jspecify.annotations.NullMarked;
