/**
 * Loads a server that this program starts on a throw-away directory of the same machine, and
 * measures it from outside: what arrives, when, and what the process spent on it. Never talks to
 * anything but 127.0.0.1. One thread does all the driving, so that a figure means the same
 * everywhere.
 */
@NullMarked
package org.understory.bench;

import org.jspecify.annotations.NullMarked;
