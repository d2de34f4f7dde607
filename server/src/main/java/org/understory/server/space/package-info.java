/**
 * Spaces and the access keys of their current epoch.
 *
 * <p>A space has one current member key, counted by its access version, and a set of steward keys
 * with a threshold, counted by its set version. Past keys are kept so that who proves one is told
 * that it is stale. The package does not know what a space is for, or whose keys these are.
 */
@NullMarked
package org.understory.server.space;

import org.jspecify.annotations.NullMarked;
