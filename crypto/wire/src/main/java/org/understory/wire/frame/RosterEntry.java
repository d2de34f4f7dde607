package org.understory.wire.frame;

/**
 * One entry for the roster log.
 *
 * @param sealed 1 to 32768 bytes
 * @param item 0 to 16384 bytes
 * @param itemExpiry seconds since 1970; 0: none of its own
 */
public record RosterEntry(byte[] sealed, byte[] item, long itemExpiry) {
  @Override
  public String toString() {
    return "RosterEntry";
  }
}
