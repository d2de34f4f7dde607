/** Decoders of sessions against whole, cut and monstrous bytes. */
@NullMarked
package org.understory.signal.session;

import org.jspecify.annotations.NullMarked;
