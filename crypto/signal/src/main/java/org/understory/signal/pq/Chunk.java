package org.understory.signal.pq;

/**
 * A piece of a message of the braid ({@code docs/protocol.md#spqr-chunks}).
 *
 * @param index 0..65535
 * @param bytes 32
 */
record Chunk(int index, byte[] bytes) {
  static final int SIZE = 32;

  /**
   * So many elements has the field, and so many chunks a message; after the last comes the first.
   */
  static final int COUNT = 1 << 16;

  @Override
  public String toString() {
    return "Chunk[" + index + "]";
  }
}
