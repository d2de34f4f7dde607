package org.understory.core.content;

import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * A message as its author made it: what is said, and where and when it belongs.
 *
 * <p>A decoded content is <b>a claim</b> until {@link ContentCheck} has held it against the place
 * where it was found. {@code docs/protocol.md#messages}
 *
 * @param id chosen at random by the author
 * @param group whose message it is
 * @param channel also the id of the log it lies in
 * @param epoch it was encrypted in, generation at least 1
 * @param device the author's
 * @param seq counts this device's messages in this channel, from 1
 * @param prevHash {@link ContentChain} hash of this device's message before it, 32 bytes; empty
 *     with {@code seq} 1
 * @param rosterSeq of the roster entry that the author had applied last
 * @param rosterHead hash of that entry, 32 bytes
 * @param sent milliseconds since 1970, at least 1
 * @param expiry milliseconds since 1970 when it is to disappear, after {@code sent}; 0: never
 * @param frankingKey 32 random bytes ({@link Franking})
 * @param noLease sent by the author's choice, without a fresh lease ({@code
 *     docs/protocol.md#lease})
 */
public record Content(
    MessageId id,
    GroupId group,
    LogId channel,
    Epoch epoch,
    DeviceId device,
    long seq,
    byte[] prevHash,
    long rosterSeq,
    byte[] rosterHead,
    long sent,
    long expiry,
    byte[] frankingKey,
    boolean noLease,
    Body body) {

  /**
   * The same message for another epoch, roster head and lease: nothing else changes, the id least
   * of all.
   */
  public Content moved(
      Epoch newEpoch, long newRosterSeq, byte[] newRosterHead, boolean withoutLease) {
    return new Content(
        id,
        group,
        channel,
        newEpoch,
        device,
        seq,
        prevHash,
        newRosterSeq,
        newRosterHead,
        sent,
        expiry,
        frankingKey,
        withoutLease,
        body);
  }

  /** Shows where it belongs and what kind it is, never what it says. */
  @Override
  public String toString() {
    return "Content[seq=" + seq + ", " + body + "]";
  }
}
