/** Tests of what a person is shown. */
@NullMarked
package org.understory.core.view;

import org.jspecify.annotations.NullMarked;
