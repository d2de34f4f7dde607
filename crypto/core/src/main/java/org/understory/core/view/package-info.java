/**
 * What a person is shown: snapshots of the group and of a channel's timeline, and their JSON form
 * for an interface written in another language.
 *
 * <p>Pure values without behaviour; they hold decrypted names, texts and links, so their {@code
 * toString} shows counts and states only. Ids are lower-case hexadecimal, times milliseconds since
 * 1970.
 */
@NullMarked
package org.understory.core.view;

import org.jspecify.annotations.NullMarked;
