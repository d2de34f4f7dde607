package org.understory.wire.frame;

/**
 * The first commit of a space, authorised by a ticket.
 *
 * @param ticket 32 bytes
 * @param commit expected position 0, steward set version 1, a member key and one mailbox
 */
public record Found(byte[] ticket, Commit commit) implements RequestBody {
  @Override
  public String toString() {
    return "Found";
  }
}
