/**
 * What people say: the innermost layer of a channel message, its canonical bytes, the chain that
 * ties a sender's messages together, and the checks that hold a content to the place where it was
 * found.
 *
 * <p>Invariants: a content that passed {@link org.understory.core.content.ContentCheck} was meant
 * for this group, channel, device, epoch and expiry bucket, and was not seen before. This package
 * knows nothing of ciphers or of the server. {@code docs/protocol.md#messages}
 */
@NullMarked
package org.understory.core.content;

import org.jspecify.annotations.NullMarked;
