package org.understory.core.roster;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Add;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.roster.EntryBody.DeviceAdd;
import org.understory.core.roster.EntryBody.DeviceRevoke;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.EntryBody.Invite;
import org.understory.core.roster.EntryBody.InviteRevoke;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.EntryBody.Posters;
import org.understory.core.roster.EntryBody.RecoveryKey;
import org.understory.core.roster.EntryBody.Remove;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.roster.EntryBody.Role;
import org.understory.core.roster.EntryBody.Space;
import org.understory.core.roster.EntryBody.Succession;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/**
 * The rules of the roster ({@code docs/protocol.md#apply}).
 *
 * <p><b>Guarantees.</b> {@link #apply} is pure: the same state and entry give the same verdict and
 * the same head, everywhere. Whoever made or forwarded an entry, it applies only if a steward of
 * the state before it signed it, for this place of this chain.
 *
 * <p><b>Does not protect against</b> a steward who acts within the rules, nor against entries that
 * are withheld; two valid entries for one place are for the branches of {@code
 * org.understory.core.fork}.
 */
public final class Roster {
  private final Sealer sealer;

  /**
   * @param sealer for hashes and signatures; its randomness is not used
   */
  public Roster(Sealer sealer) {
    this.sealer = sealer;
  }

  /** Judges the canonical bytes of a signed entry; bytes that are not are void. */
  public Verdict apply(RosterState state, byte[] signedEntry) {
    try {
      return apply(state, EntryCodec.decode(signedEntry));
    } catch (InvalidWireException e) {
      return new Verdict.Void(RosterCheck.MALFORMED);
    }
  }

  /** Judges an entry in the state before it. The state given is not changed. */
  public Verdict apply(RosterState state, SignedEntry signed) {
    if (state.isEmpty()) {
      return found(state, signed);
    }
    Entry entry = signed.entry();
    RosterCheck broken = placeBroken(state, entry);
    if (broken == null) {
      broken = authorBroken(state, signed);
    }
    if (broken == null) {
      broken = EpochRules.orderBroken(state, entry);
    }
    if (broken != null) {
      return new Verdict.Void(broken);
    }
    Member actor = RosterState.existing(state.memberOf(entry.actor()));
    broken = bodyBroken(state, entry, actor);
    if (broken == null) {
      broken = new Voices(sealer, state, entry).broken(need(state, entry), actor.id());
    }
    if (broken != null) {
      return new Verdict.Void(broken);
    }
    byte[] hash = signed.hash(sealer);
    return new Verdict.Applied(again(state, signed, hash), hash.clone());
  }

  /**
   * The same without judging, for an entry that was applied in this state before and stored where
   * nobody else writes: a thousandth of the work, which is signatures.
   *
   * @throws IllegalArgumentException when it is seen at once not to be the one for this place
   */
  public Verdict.Applied restore(RosterState state, SignedEntry stored) {
    Entry entry = stored.entry();
    boolean follows =
        state.isEmpty()
            ? entry.body() instanceof Create
            : placeBroken(state, entry) == null && state.deviceOf(entry.actor()) != null;
    if (!follows) {
      throw new IllegalArgumentException("not what was applied here");
    }
    byte[] hash = stored.hash(sealer);
    return new Verdict.Applied(again(state, stored, hash), hash.clone());
  }

  /** The state after an entry of which it is known that it applies. */
  private RosterState again(RosterState state, SignedEntry signed, byte[] hash) {
    Entry entry = signed.entry();
    if (entry.body() instanceof Create create) {
      StateDraft draft = state.draft();
      new Changes(sealer, this, draft, state, entry).found(GroupId.of(hash), create);
      return draft.at(signed, hash);
    }
    MemberId actor = RosterState.existing(state.memberOf(entry.actor())).id();
    StateDraft draft = state.draft();
    new Changes(sealer, this, draft, state, entry).make(hash, actor);
    for (byte[] approval : entry.approvals()) {
      draft.cite(SignedApproval.hash(sealer, approval), entry.time());
    }
    return draft.at(signed, hash);
  }

  /**
   * The state before the applied entry with this number: at most 63 entries are made again, and not
   * judged again.
   *
   * @param state a state of the line
   * @param seq from 1 to one more than the state's own
   * @throws IllegalArgumentException when no entry before it was applied
   */
  public RosterState before(RosterState state, long seq) {
    if (seq < 1 || seq > state.seq() + 1) {
      throw new IllegalArgumentException("no such entry was applied");
    }
    RosterState at = state.keptBefore(seq - 1);
    while (at.seq() < seq - 1) {
      long next = at.seq() + 1;
      at =
          again(
              at,
              RosterState.existing(state.entryAt(next)),
              RosterState.existing(state.hashAt(next)));
    }
    return at;
  }

  private Verdict found(RosterState state, SignedEntry signed) {
    Entry entry = signed.entry();
    if (!(entry.body() instanceof Create create)) {
      return new Verdict.Void(RosterCheck.NOT_CREATED);
    }
    RosterCheck broken = CreateRules.broken(sealer, entry, create);
    if (broken == null && !signed.isSignedBy(sealer, create.founder().signingKey())) {
      broken = RosterCheck.SIGNATURE;
    }
    byte[] hash = signed.hash(sealer);
    GroupId group = GroupId.of(hash);
    GroupId expected = state.expectedGroup();
    if (broken == null && expected != null && !expected.equals(group)) {
      broken = RosterCheck.GROUP_ID;
    }
    if (broken != null) {
      return new Verdict.Void(broken);
    }
    return new Verdict.Applied(again(state, signed, hash), hash.clone());
  }

  private static @Nullable RosterCheck placeBroken(RosterState state, Entry entry) {
    if (entry.body() instanceof Create) {
      return RosterCheck.CREATED_TWICE;
    }
    if (!state.groupId().equals(entry.group())) {
      return RosterCheck.OTHER_GROUP;
    }
    if (entry.seq() != state.seq() + 1) {
      return RosterCheck.SEQ;
    }
    if (!Arrays.equals(entry.prevHash(), state.head())) {
      return RosterCheck.PREV_HASH;
    }
    return entry.time() < state.time() ? RosterCheck.TIME : null;
  }

  private @Nullable RosterCheck authorBroken(RosterState state, SignedEntry signed) {
    Entry entry = signed.entry();
    DeviceKeys actor = state.deviceOf(entry.actor());
    if (actor == null) {
      return RosterCheck.ACTOR_UNKNOWN;
    }
    boolean mayAct =
        entry.kind() == EntryKind.SUCCESSION
            || state.stewardOf(entry.actor()) != null
            || EpochRules.closesOwnStep(state, entry);
    if (!mayAct) {
      return RosterCheck.ACTOR_NOT_STEWARD;
    }
    return signed.isSignedBy(sealer, actor.signingKey()) ? null : RosterCheck.SIGNATURE;
  }

  @Nullable RosterCheck bodyBroken(RosterState state, Entry entry, Member actor) {
    return switch (entry.body()) {
      case Create create -> RosterCheck.CREATED_TWICE;
      case Invite invite -> InviteRules.broken(sealer, state, entry, invite, actor);
      case InviteRevoke revoke -> InviteRules.broken(state, revoke);
      case Add add -> AddRules.broken(sealer, state, entry, add);
      case Remove remove -> RemoveRules.broken(sealer, state, entry, remove, actor);
      case ChannelEntry channel -> ChannelRules.broken(state, channel);
      case Posters posters -> ChannelRules.broken(state, posters);
      case Policy policy -> PolicyRules.broken(state, policy);
      case EpochEntry epoch -> EpochRules.broken(state, epoch);
      case Role role -> RoleRules.broken(sealer, state, entry, role, actor);
      case DeviceAdd add -> DeviceRules.broken(sealer, state, entry, add);
      case DeviceRevoke revoke -> RevokeRules.broken(sealer, state, entry, revoke);
      case RecoveryKey key -> RevokeRules.broken(sealer, state, entry, key);
      case Space space -> PolicyRules.broken(state, space);
      case Resolve resolve -> ResolveRules.broken(sealer, this, state, entry, resolve);
      case Succession succession -> SuccessionRules.broken(sealer, this, state, entry, succession);
    };
  }

  /** How many voices an entry needs that keeps its rule. */
  Voices.Need need(RosterState state, Entry entry) {
    return switch (entry.body()) {
      case Role role -> RoleRules.need(state, role);
      case DeviceAdd add -> DeviceRules.need(state);
      case DeviceRevoke revoke -> RevokeRules.need(state, entry, revoke);
      case Space space -> new Voices.Need(state.threshold(), RosterCheck.SPACE_VOICES);
      case Resolve resolve -> ResolveRules.need(sealer, this, state, entry, resolve);
      case Add add -> new Voices.Need(state.approvalsNeeded(), RosterCheck.ADD_VOICES);
      case Remove remove -> RemoveRules.need(state, entry, remove);
      case Policy policy when policy.policy() != Policies.TIMER ->
          new Voices.Need(state.threshold(), RosterCheck.POLICY_VOICES);
      default -> Voices.Need.ONE;
    };
  }
}
