package org.understory.core.roster;

import java.util.List;
import org.understory.wire.id.LogId;

/**
 * A channel of the group.
 *
 * @param nameCommitment 32 bytes
 * @param timer seconds until messages vanish; 0: off
 * @param range what the timer is locked to
 * @param postKey 32 bytes, Ed25519, of an announcement channel; empty: everyone writes
 * @param posters members who may write in an announcement channel besides the stewards
 * @param createdSeq the entry that opened it
 * @param createdTime its time, milliseconds
 */
public record Channel(
    LogId id,
    byte[] nameCommitment,
    int timer,
    Range range,
    byte[] postKey,
    List<MemberId> posters,
    long createdSeq,
    long createdTime) {

  /**
   * What a timer may be ({@code docs/protocol.md#policies}, policy 10).
   *
   * @param least seconds; 0: any
   * @param most seconds; 0: any, and off
   */
  public record Range(int least, int most) {
    static final Range ANY = new Range(0, 0);

    /** Whether a timer is within it; one that is off is longer than all others. */
    public boolean allows(int timer) {
      return timer == nearest(timer);
    }

    /** The timer within it that is nearest to one. */
    public int nearest(int timer) {
      boolean longer = most != 0 && (timer == 0 || timer > most);
      boolean shorter = timer != 0 && timer < least;
      return longer ? most : shorter ? least : timer;
    }
  }

  /** Whether only stewards and posters write there. */
  public boolean isAnnouncement() {
    return postKey.length != 0;
  }

  Channel withTimer(int seconds) {
    return new Channel(
        id, nameCommitment, seconds, range, postKey, posters, createdSeq, createdTime);
  }

  /** Locked to a range, with the timer that is nearest to its own. */
  Channel withRange(Range to) {
    return new Channel(
        id, nameCommitment, to.nearest(timer), to, postKey, posters, createdSeq, createdTime);
  }

  Channel withPosters(byte[] key, List<MemberId> who) {
    return new Channel(id, nameCommitment, timer, range, key, who, createdSeq, createdTime);
  }

  @Override
  public String toString() {
    return "Channel";
  }
}
