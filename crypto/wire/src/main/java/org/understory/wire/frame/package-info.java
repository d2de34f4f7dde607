/**
 * The frames of the client-server protocol: a record for each message of {@code frame.proto}, with
 * the same name, and {@link org.understory.wire.frame.FrameCodec} between them and bytes.
 *
 * <p>Arrays and lists in records are handed over, not copied: whoever makes a record leaves them
 * alone afterwards, and nobody changes what a record returns. Records with arrays are therefore not
 * compared with {@code equals}. An empty array or list stands for an absent field, null for an
 * absent message or id. No record prints anything but its name: content, keys and ids never reach a
 * log. {@code docs/protocol.md#socket}
 */
@NullMarked
package org.understory.wire.frame;

import org.jspecify.annotations.NullMarked;
