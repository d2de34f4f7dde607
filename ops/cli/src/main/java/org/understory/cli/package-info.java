/**
 * The command line: a full member of a group on libsignal-client, for people without a browser, for
 * scripts, and as the other engine against which every run proves the browser's cryptography.
 *
 * <p>{@link org.understory.cli.Main} reads a command, {@code act} carries it out on the core that
 * {@code host} drives, and {@code store} keeps the core's rows in one sealed file.
 */
@NullMarked
package org.understory.cli;

import org.jspecify.annotations.NullMarked;
