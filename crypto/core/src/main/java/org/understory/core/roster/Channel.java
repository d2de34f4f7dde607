package org.understory.core.roster;

import org.understory.wire.id.LogId;

/**
 * A channel of the group.
 *
 * @param nameCommitment 32 bytes
 * @param timer seconds until messages vanish; 0: off
 * @param createdSeq the entry that opened it
 * @param createdTime its time, milliseconds
 */
public record Channel(
    LogId id, byte[] nameCommitment, int timer, long createdSeq, long createdTime) {

  Channel withTimer(int seconds) {
    return new Channel(id, nameCommitment, seconds, createdSeq, createdTime);
  }

  @Override
  public String toString() {
    return "Channel";
  }
}
