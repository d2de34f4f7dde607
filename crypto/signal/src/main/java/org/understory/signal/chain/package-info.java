/**
 * The symmetric-key ratchet, which receiving chains of sessions and sender keys of groups share: a
 * chain key that steps by HMAC, and the seeds of messages that have been overtaken.
 */
@NullMarked
package org.understory.signal.chain;

import org.jspecify.annotations.NullMarked;
