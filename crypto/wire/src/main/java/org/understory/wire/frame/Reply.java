package org.understory.wire.frame;

/**
 * The answer to the request with the same id.
 *
 * @param id chosen by the client, rising on a connection, at least 1
 * @param body what came of it
 */
public record Reply(long id, ReplyBody body) implements ServerFrame {
  @Override
  public String toString() {
    return "Reply";
  }
}
