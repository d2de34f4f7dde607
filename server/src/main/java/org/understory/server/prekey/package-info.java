/**
 * Prekey shelves: a device publishes, members take. A one-time prekey is taken once; when there is
 * none left the base alone is given, which is never a failure.
 */
@NullMarked
package org.understory.server.prekey;

import org.jspecify.annotations.NullMarked;
