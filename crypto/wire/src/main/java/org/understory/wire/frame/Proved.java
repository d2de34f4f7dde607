package org.understory.wire.frame;

import org.jspecify.annotations.Nullable;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/**
 * The key is accepted on this connection; the fields depend on its kind.
 *
 * @param nextNonce 32 bytes, for the next proof
 * @param nextNonceExpiry milliseconds since 1970
 * @param previousCounter OWNER: the highest store counter shown before
 * @param mailbox OWNER: the mailbox; else null
 * @param provisional OWNER of a mailbox that waits for a decision
 * @param space DROP: the space; else null
 * @param requestKey DROP of an invite: 32 bytes that the joiner holds against its link; else empty
 * @param sheet DROP of an invite: what it says to the joiner, sealed; 0 to 8192 bytes
 */
public record Proved(
    byte[] nextNonce,
    long nextNonceExpiry,
    long previousCounter,
    @Nullable MailboxId mailbox,
    boolean provisional,
    @Nullable SpaceId space,
    byte[] requestKey,
    byte[] sheet)
    implements ReplyBody {
  /** Without a sheet. */
  public Proved(
      byte[] nextNonce,
      long nextNonceExpiry,
      long previousCounter,
      @Nullable MailboxId mailbox,
      boolean provisional,
      @Nullable SpaceId space,
      byte[] requestKey) {
    this(
        nextNonce,
        nextNonceExpiry,
        previousCounter,
        mailbox,
        provisional,
        space,
        requestKey,
        new byte[0]);
  }

  @Override
  public String toString() {
    return "Proved";
  }
}
