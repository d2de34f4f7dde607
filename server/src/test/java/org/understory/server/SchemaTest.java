package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tables have no place for. */
@ExtendWith(TestServer.class)
class SchemaTest {
  private static final String OURS =
      " FROM information_schema.columns WHERE table_schema = 'public'"
          + " AND table_name <> 'flyway_schema_history'";

  @Test
  void no_column_is_for_anything_that_identifies(TestServer.Running server) {
    assertEquals(
        0,
        server.count(
            "SELECT count(*)"
                + OURS
                + " AND column_name ~* 'phone|mail_?addr|e_?mail|password|user|name|addr|agent"
                + "|sender|author|role|ip$'"));
  }

  @Test
  void no_column_holds_text_or_a_moment(TestServer.Running server) {
    assertEquals(
        "bigint,boolean,bytea,integer",
        server.text("SELECT string_agg(DISTINCT data_type, ',' ORDER BY data_type)" + OURS));
  }

  @Test
  void times_at_rest_lie_at_the_end_of_buckets(TestServer.Running server) {
    // With buckets of a second this holds for every whole number; the rounding has its own test.
    assertEquals(
        "delete_after,drop_after,expiry,forget_after,item_expiry,laid,not_after",
        server.text(
            "SELECT string_agg(DISTINCT column_name, ',' ORDER BY column_name)"
                + OURS
                + " AND column_name ~ '(after|expiry|laid)$'"));
  }

  @Test
  void no_token_and_no_private_key_is_kept(TestServer.Running server) {
    // A ticket's hash is all there is of it: it founds nothing.
    byte[] ticket = server.ticket();
    String hex = java.util.HexFormat.of().formatHex(ticket);
    assertEquals(0, server.count("SELECT count(*) FROM ticket WHERE hash = '\\x" + hex + "'"));
  }
}
