package org.understory.core.roster;

import java.util.List;
import org.understory.wire.id.LogId;

/**
 * A channel of the group.
 *
 * @param nameCommitment 32 bytes
 * @param timer seconds until messages vanish; 0: off
 * @param postKey 32 bytes, Ed25519, of an announcement channel; empty: everyone writes
 * @param posters members who may write in an announcement channel besides the stewards
 * @param createdSeq the entry that opened it
 * @param createdTime its time, milliseconds
 */
public record Channel(
    LogId id,
    byte[] nameCommitment,
    int timer,
    byte[] postKey,
    List<MemberId> posters,
    long createdSeq,
    long createdTime) {

  /** Whether only stewards and posters write there. */
  public boolean isAnnouncement() {
    return postKey.length != 0;
  }

  Channel withTimer(int seconds) {
    return new Channel(id, nameCommitment, seconds, postKey, posters, createdSeq, createdTime);
  }

  Channel withPosters(byte[] key, List<MemberId> who) {
    return new Channel(id, nameCommitment, timer, key, who, createdSeq, createdTime);
  }

  @Override
  public String toString() {
    return "Channel";
  }
}
