@NullMarked
package org.understory.server.invite;

import org.jspecify.annotations.NullMarked;
