package org.understory.core.roster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/**
 * How an entry would fare on top of a state, before anybody signs it.
 *
 * @param needed how many voices it takes, its author's included
 * @param voices who besides the author has given one that holds
 * @param broken what it breaks whatever the voices, or null
 */
public record Prospect(int needed, List<Voice> voices, @Nullable RosterCheck broken) {
  /** Approvals that one entry can cite. */
  private static final int MOST = 16;

  /**
   * A member's approval.
   *
   * @param time milliseconds
   */
  public record Voice(MemberId by, long time) {}

  public Prospect {
    voices = List.copyOf(voices);
  }

  /** Whether an entry by this author now would apply. */
  public boolean isEnough() {
    return broken == null && voices.size() + 1 >= needed;
  }

  /**
   * Judges an entry that this device would sign.
   *
   * @param actor a device of the roster
   * @param time of the entry, milliseconds
   * @param collected approvals, of whatever
   */
  public static Prospect of(
      Sealer sealer,
      RosterState state,
      DeviceId actor,
      long time,
      EntryBody body,
      List<SignedApproval> collected) {
    Member author = RosterState.existing(state.memberOf(actor));
    Entry entry =
        new Entry(
            state.groupId(),
            state.seq() + 1,
            state.head(),
            body,
            actor,
            Math.max(time, state.time()),
            List.of());
    Roster roster = new Roster(sealer);
    RosterCheck broken = roster.bodyBroken(state, entry, author);
    List<Voice> voices = new ArrayList<>();
    for (byte[] bytes :
        new Voices(sealer, state, entry)
            .chosen(
                collected,
                author.id(),
                new Voices.Need(MOST + 1, RosterCheck.APPROVALS_TOO_MANY))) {
      Approval approval = decoded(bytes);
      voices.add(
          new Voice(RosterState.existing(state.memberOf(approval.device())).id(), approval.time()));
    }
    int needed = broken == null ? roster.need(state, entry).voices() : 0;
    return new Prospect(needed, voices, broken);
  }

  /**
   * Whether the commit falls to this author (VT-2): its voice makes enough, or came last where
   * voices crossed, by time and then by member id, which all of them see alike.
   *
   * @param own the author's own voice where it was posted, else null
   */
  public boolean isLast(MemberId author, @Nullable Approval own) {
    if (own == null) {
      return voices.size() < needed;
    }
    for (Voice voice : voices) {
      boolean later =
          voice.time() == own.time()
              ? voice.by().hex().compareTo(author.hex()) > 0
              : voice.time() > own.time();
      if (later) {
        return false;
      }
    }
    return true;
  }

  private static Approval decoded(byte[] bytes) {
    try {
      return SignedApproval.decode(bytes).approval();
    } catch (InvalidWireException e) {
      throw new AssertionError("a chosen approval is canonical", e);
    }
  }
}
