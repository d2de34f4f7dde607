/**
 * The engine in other runtimes, driven from the JVM so that one suite of tests can run over all of
 * them: a call crosses as one packet and its answer as another. Nothing here is shipped.
 */
@NullMarked
package org.understory.trial;

import org.jspecify.annotations.NullMarked;
