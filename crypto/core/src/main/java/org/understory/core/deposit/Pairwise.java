package org.understory.core.deposit;

import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.wire.codec.InvalidWireException;

/**
 * What a pairwise session carries. {@code docs/protocol.md#pairwise}
 *
 * @param sent milliseconds since 1970
 * @param rosterSeq of the roster entry that the sender had applied last
 * @param rosterHead hash of that entry, 32 bytes
 */
public record Pairwise(
    GroupId group,
    DeviceId sender,
    DeviceId recipient,
    long sent,
    long rosterSeq,
    byte[] rosterHead,
    PairwiseBody body) {

  /** Why a pairwise message does not belong here; numbers as in {@code docs/checks.md}. */
  public enum Refusal {
    /** It is about another group. */
    GROUP("PW-1"),
    /** It names another sender than the device whose session carried it. */
    SENDER("PW-2"),
    /** It was meant for another device. */
    RECIPIENT("PW-3"),
    /** Everything fits. */
    NONE("");

    private final String id;

    Refusal(String id) {
      this.id = id;
    }

    /** The check's id in {@code docs/checks.md}; empty for {@link #NONE}. */
    public String id() {
      return id;
    }
  }

  /** Holds the message against where it was found. */
  public Refusal check(GroupId ownGroup, DeviceId sessionWith, DeviceId self) {
    if (!group.equals(ownGroup)) {
      return Refusal.GROUP;
    }
    if (!sender.equals(sessionWith)) {
      return Refusal.SENDER;
    }
    return recipient.equals(self) ? Refusal.NONE : Refusal.RECIPIENT;
  }

  /**
   * @throws IllegalArgumentException when a field is out of bounds
   */
  public byte[] encode() {
    return PairwiseCodec.encode(this);
  }

  /**
   * @throws InvalidWireException unless these are the canonical bytes of a pairwise message
   */
  public static Pairwise decode(byte[] bytes) throws InvalidWireException {
    return PairwiseCodec.decode(bytes);
  }

  @Override
  public String toString() {
    return "Pairwise[" + body + "]";
  }
}
