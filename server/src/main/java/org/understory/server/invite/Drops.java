package org.understory.server.invite;

import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.FanOut;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.postgres.Database;

/**
 * Invites, links, and the requests at both.
 *
 * @param invites opened and closed by commits
 * @param links opened by devices
 * @param requests at either
 */
public record Drops(InviteService invites, LinkService links, RequestService requests) {
  /** On PostgreSQL. */
  public static Drops on(
      Database database,
      MailboxService mailboxes,
      FanOut fanOut,
      Sources sources,
      Retention retention) {
    InviteStore store = new PgInviteStore();
    LinkTimes times = new LinkTimes(sources);
    InviteService invites =
        new InviteService(database, store, mailboxes, times, sources, retention);
    return new Drops(
        invites,
        new LinkService(database, store, mailboxes, times, sources, retention),
        new RequestService(database, store, invites, mailboxes, fanOut));
  }
}
