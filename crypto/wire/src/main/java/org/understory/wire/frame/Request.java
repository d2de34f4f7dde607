package org.understory.wire.frame;

/**
 * A binary WebSocket message from a client.
 *
 * @param id chosen by the client, rising on a connection, at least 1
 * @param body what is asked for
 */
public record Request(long id, RequestBody body) {
  @Override
  public String toString() {
    return "Request";
  }
}
