@org.jspecify.annotations.NullMarked
package org.understory.server.retention;
