package org.understory.core.invite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryCodec;
import org.understory.core.roster.EpochDue;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.Member;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterKeys;
import org.understory.core.roster.RosterSeal;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.Verdict;
import org.understory.core.seal.Sealer;
import org.understory.wire.SealedEntry;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.SpaceId;

/**
 * Reads the roster that a welcome opens and holds it against the link ({@code
 * docs/protocol.md#welcome}).
 *
 * <p><b>Guarantees.</b> A roster that is accepted is that of the link's group, from CREATE through
 * the very INVITE of the link and the ADD of the very keys that were sent, to the head that the
 * welcome names; its sender is a steward there. A branch from before the invite is refused.
 *
 * <p><b>Still to do</b> afterwards: open the Signal message, and hold the secret in it against the
 * EPOCH entry with {@link org.understory.core.roster.EpochCheck}.
 */
public final class WelcomeCheck {
  private final Sealer sealer;
  private final Roster roster;
  private final Claim claim;

  /** What a roster is held against: an invite and its request, a device's link, or a sheet. */
  public interface Claim {
    GroupId group();

    /** WE-4: the entry that the link or sheet names is at its place. */
    boolean isAnchored(List<SignedEntry> applied);

    /** WE-5: an entry brought in the very keys that were sent, as an answer to what was sent. */
    boolean isAdded(List<SignedEntry> applied);

    /** WE-6: whether this device may send the welcome. */
    boolean isSender(RosterState state, DeviceId sender);

    /** WE-8: whether a head that was shown in person is among the entries. */
    default boolean isMet(List<SignedEntry> applied) {
      return true;
    }
  }

  /**
   * A head that a steward showed in person.
   *
   * @param hash 32 bytes
   */
  public record Met(long seq, byte[] hash) {
    @Override
    public String toString() {
      return "Met[" + seq + "]";
    }
  }

  /**
   * What who was invited knows.
   *
   * @param link that was followed
   * @param own the keys of the request
   * @param requestHash 32 bytes
   * @param met what a steward showed in person, or null
   */
  public static Claim invited(
      Sealer sealer, InviteLink link, DeviceKeys own, byte[] requestHash, @Nullable Met met) {
    return new Invited(sealer, link, own, requestHash.clone(), met);
  }

  /**
   * @param claim what the newcomer knows of the group
   */
  public WelcomeCheck(Sealer sealer, Claim claim) {
    this.sealer = sealer;
    this.roster = new Roster(sealer);
    this.claim = claim;
  }

  /** Why a welcome is refused: WE-nn in {@code docs/checks.md}. */
  public enum Refusal {
    /** The log, as far as it opens and holds, does not reach the head that the welcome names. */
    HEAD_NOT_REACHED(1),
    /** Another entry is where the head should be. */
    OTHER_HEAD(2),
    /** The group lives in another space. */
    OTHER_SPACE(3),
    /** The entry at the invite's place is not the invite of the link. */
    OTHER_INVITE(4),
    /** No ADD up to the head has the keys and the request that were sent. */
    NOT_ADDED(5),
    /** The sender is no steward's device. */
    SENDER_NOT_STEWARD(6),
    /** The epoch is not closed at the head, or not by the welcome's roster key. */
    EPOCH(7),
    /** The head that a steward showed in person is not on its line. */
    OTHER_THAN_MET(8);

    private final int number;

    Refusal(int number) {
      this.number = number;
    }

    /** The stable number. */
    public int number() {
      return number;
    }
  }

  /** What the check says. */
  public sealed interface Outcome {
    /**
     * The roster is the group's.
     *
     * @param state at the head that the welcome names
     * @param applied its entries, each at the index of its number
     * @param read how many entries of the log that took; what follows is applied as usual
     * @param keys every roster key, from the first generation on
     */
    record Accepted(RosterState state, List<SignedEntry> applied, int read, RosterKeys keys)
        implements Outcome {
      @Override
      public String toString() {
        return "Accepted[" + read + "]";
      }
    }

    /** It is not. {@link Refusal#HEAD_NOT_REACHED} may heal when more of the log has come. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /**
   * Judges a welcome.
   *
   * @param space where the roster log was found
   * @param log its entries in order, from the first
   */
  public Outcome check(SpaceId space, WelcomeParts parts, List<SealedEntry> log) {
    RosterSeal seal = new RosterSeal(sealer, space);
    RosterKeys keys =
        seal.unwrap(RosterKeys.of(parts.rosterKeyGeneration(), parts.rosterKey()), log);
    List<SignedEntry> applied = new ArrayList<>();
    RosterState state = RosterState.awaiting(claim.group());
    int read = 0;
    while (read < log.size() && state.seq() < parts.headSeq()) {
      SignedEntry entry = decode(seal.open(keys, log.get(read)));
      if (entry != null && roster.apply(state, entry) instanceof Verdict.Applied step) {
        state = step.next();
        applied.add(entry);
      }
      read++;
    }
    Refusal refusal = refusal(space, parts, state, applied);
    return refusal == null
        ? new Outcome.Accepted(state, List.copyOf(applied), read, keys)
        : new Outcome.Refused(refusal);
  }

  private static @Nullable SignedEntry decode(byte @Nullable [] opened) {
    if (opened == null) {
      return null;
    }
    try {
      return EntryCodec.decode(opened);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private @Nullable Refusal refusal(
      SpaceId space, WelcomeParts parts, RosterState state, List<SignedEntry> applied) {
    if (state.seq() != parts.headSeq()) {
      return Refusal.HEAD_NOT_REACHED;
    }
    if (!Arrays.equals(state.head(), parts.head())) {
      return Refusal.OTHER_HEAD;
    }
    if (!state.space().equals(space)) {
      return Refusal.OTHER_SPACE;
    }
    if (!claim.isAnchored(applied)) {
      return Refusal.OTHER_INVITE;
    }
    if (!claim.isAdded(applied)) {
      return Refusal.NOT_ADDED;
    }
    if (!claim.isSender(state, parts.sender())) {
      return Refusal.SENDER_NOT_STEWARD;
    }
    if (!claim.isMet(applied)) {
      return Refusal.OTHER_THAN_MET;
    }
    EntryBody.EpochEntry epoch = state.epoch();
    boolean closed =
        epoch != null
            && state.epochDue() == EpochDue.NONE
            && epoch.rosterKeyGeneration() == parts.rosterKeyGeneration();
    return closed ? null : Refusal.EPOCH;
  }

  /** By an invite's link: from the INVITE that it names, welcomed by a steward. */
  private record Invited(
      Sealer sealer, InviteLink link, DeviceKeys own, byte[] requestHash, @Nullable Met met)
      implements Claim {
    @Override
    public GroupId group() {
      return link.group();
    }

    @Override
    public boolean isAnchored(List<SignedEntry> applied) {
      return link.inviteSeq() < applied.size()
          && Arrays.equals(applied.get((int) link.inviteSeq()).hash(sealer), link.inviteEntry());
    }

    @Override
    public boolean isAdded(List<SignedEntry> applied) {
      for (SignedEntry entry : applied) {
        boolean mine =
            entry.entry().body() instanceof EntryBody.Add add
                && add.device().sameAs(own)
                && Arrays.equals(add.requestHash(), requestHash)
                && Arrays.equals(add.inviteEntry(), link.inviteEntry());
        if (mine) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean isSender(RosterState state, DeviceId sender) {
      Member member = state.memberOf(sender);
      return member != null && member.isActiveSteward();
    }

    @Override
    public boolean isMet(List<SignedEntry> applied) {
      return met == null
          || (met.seq() < applied.size()
              && Arrays.equals(applied.get((int) met.seq()).hash(sealer), met.hash()));
    }

    @Override
    public String toString() {
      return "Invited";
    }
  }
}
