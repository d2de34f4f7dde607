package org.understory.server.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator can set, valid by construction.
 *
 * @param data directory that holds all the server keeps
 * @param host address to listen on
 * @param port 1 to 65,535
 * @param origin the public origin, as it stands in links and challenges, without a trailing slash
 * @param databaseUrl an operator's own PostgreSQL; null: the embedded one
 * @param web directory of the built client; null: none is served
 * @param tls null: plain HTTP, on loopback or behind a proxy
 * @param retention how long content may stay
 * @param quotas how much of it a space may have
 * @param keys directory of the keys of expiry buckets
 * @param wasmAllowed whether the content security policy lets WebAssembly run
 * @param command what to do
 * @param backup directory of a backup that is to be written or restored; null: none
 */
public record Configuration(
    Path data,
    String host,
    int port,
    Origin origin,
    @Nullable String databaseUrl,
    @Nullable Path web,
    @Nullable Tls tls,
    Retention retention,
    Quotas quotas,
    Path keys,
    boolean wasmAllowed,
    Command command,
    @Nullable Path backup) {

  /** What a start of the program is for. */
  public enum Command {
    /** Run, and print a founding link when nothing was founded and none is outstanding. */
    RUN,
    /** Run, and print a fresh founding link whatever there is. */
    RUN_WITH_TICKET,
    /** Print a fresh founding link and end; works beside a running server too. */
    NEW_TICKET,
    /** Print how many kinds of content have something that is over, and end. */
    EXPIRED,
    /** Write a backup and end; works beside a running server too. */
    BACKUP,
    /** Restore a backup into a new data directory or database, and end. */
    RESTORE
  }

  /** Without the database's address, which may hold a password. */
  @Override
  public String toString() {
    return "Configuration[port=" + port + ", origin=" + origin + "]";
  }
}
