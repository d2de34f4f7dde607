/**
 * What time does to what is kept: at the end of each bucket, what has expired is deleted; days of
 * content lie in partitions, made ahead and dropped whole.
 *
 * <p>Reads never show what has expired, whether it is deleted yet or not.
 */
@NullMarked
package org.understory.server.retention;

import org.jspecify.annotations.NullMarked;
