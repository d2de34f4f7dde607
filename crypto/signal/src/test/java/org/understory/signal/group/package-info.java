/** Decoders of sender keys against whole, cut and monstrous bytes. */
@NullMarked
package org.understory.signal.group;

import org.jspecify.annotations.NullMarked;
