package org.understory.server.postgres;

import io.vertx.core.Future;

/** What is over and still there. */
public final class LeftOver {
  private static final String KINDS =
      """
      SELECT count(*) FROM (
        (SELECT FROM log_entry WHERE expiry <= $1 LIMIT 1)
        UNION ALL (SELECT FROM mailbox_item WHERE expiry <= $1 LIMIT 1)
        UNION ALL (SELECT FROM blob WHERE expiry <= $1 LIMIT 1)
        UNION ALL (SELECT FROM expiry_bucket WHERE expiry <= $1 LIMIT 1)) left_over
      """;

  private LeftOver() {}

  /** How many kinds of content, 0 to 4, have something whose bucket is over. */
  public static Future<Long> kinds(Sql sql, long now) {
    return sql.run(KINDS, now).map(rows -> rows.iterator().next().getLong(0));
  }
}
