package org.understory.checks.planted.server.log;

import io.vertx.sqlclient.Pool;

/** Breaks D8. */
public record LogRoutes(Pool pool, LogService service) {}
