/**
 * What the operator may set, checked before anything starts, and the sources of time and
 * randomness. A setting that cannot work ends the start with one sentence a person can act on.
 */
@NullMarked
package org.understory.server.config;

import org.jspecify.annotations.NullMarked;
