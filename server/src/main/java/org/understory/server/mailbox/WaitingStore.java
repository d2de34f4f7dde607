package org.understory.server.mailbox;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Keeps mailboxes that wait for a decision. */
interface WaitingStore {
  /** Makes a provisional mailbox; false: the id or the key is taken. */
  Future<Boolean> create(Tx tx, SpaceId space, MailboxId id, byte[] ownerKey, Waiting waiting);

  /** Why a mailbox is provisional, and until when it is at most. */
  record Waiting(@Nullable Long sponsor, byte @Nullable [] knocked, @Nullable Long forgetAfter) {
    /** For a decision on an invite, which ends it. */
    static final Waiting FOR_INVITE = new Waiting(null, null, null);

    @Override
    public String toString() {
      return "Waiting";
    }
  }

  /** Provisional mailboxes that a device's link drop opened, oldest first. */
  Future<List<Mailbox>> sponsoredBy(Sql sql, List<Long> nos);

  /** Provisional mailboxes that a knock key opened, oldest first. */
  Future<List<Mailbox>> knockedBy(Sql sql, SpaceId space, byte[] key);

  /** Takes away what a mailbox was opened by, if it was a knock key. */
  Future<byte @Nullable []> takeKnockedBy(Tx tx, SpaceId space, MailboxId id);
}
