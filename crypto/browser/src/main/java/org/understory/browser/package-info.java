/**
 * The compiled core as a browser sees it: exported functions, the browser's randomness, and the
 * choice of primitives. Compiled to WebAssembly and to JavaScript; the JVM only tests it.
 */
@NullMarked
package org.understory.browser;

import org.jspecify.annotations.NullMarked;
