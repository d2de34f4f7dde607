@NullMarked
package org.understory.server.config;

import org.jspecify.annotations.NullMarked;
