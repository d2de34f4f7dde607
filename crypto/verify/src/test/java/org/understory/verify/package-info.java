/** Tests of the verification of signatures. */
@NullMarked
package org.understory.verify;

import org.jspecify.annotations.NullMarked;
