/** Tests of the rules of need-to-know channels. */
@NullMarked
package org.understory.core.compartment;

import org.jspecify.annotations.NullMarked;
