/**
 * The port on Signal's own libsignal-client: what the command line runs on, and the oracle for our
 * engine. JVM only; the only place outside tests that imports {@code org.signal}.
 */
@NullMarked
package org.understory.libsignal;

import org.jspecify.annotations.NullMarked;
