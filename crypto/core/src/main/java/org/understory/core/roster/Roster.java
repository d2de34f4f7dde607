package org.understory.core.roster;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Add;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.EntryBody.Invite;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.EntryBody.Remove;
import org.understory.core.roster.EntryBody.Reserved;
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
 * are withheld; two valid entries for one place are for {@link ForkDetector} to find.
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
    if (broken != null) {
      return new Verdict.Void(broken);
    }
    Member actor = state.memberOf(entry.actor());
    if (actor == null || !actor.isActive()) {
      return new Verdict.Void(RosterCheck.ACTOR_UNKNOWN);
    }
    broken = authorBroken(actor, state, signed);
    if (broken == null) {
      broken = bodyBroken(state, entry, actor);
    }
    return broken == null ? applied(state, signed) : new Verdict.Void(broken);
  }

  /**
   * The state before the applied entry with this number.
   *
   * @throws IllegalArgumentException when no entry with this number was applied
   */
  public RosterState before(RosterState state, long seq) {
    Past at = Past.at(state.past(), seq);
    if (at == null) {
      throw new IllegalArgumentException("no such entry was applied");
    }
    return at.before(this);
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
    RosterState.Draft draft = state.draft();
    draft.create(group, create);
    DeviceKeys founder = create.founder();
    draft.member(
        new Member(
            founder.member(),
            Member.Role.STEWARD,
            founder,
            create.nameCommitment(),
            entry.seq(),
            entry.time(),
            null));
    draft.epochDue(EpochDue.AFTER_CREATE);
    draft.past(Past.after(state, signed, hash));
    return new Verdict.Applied(draft.at(entry, hash), hash.clone());
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
    if (entry.time() < state.time()) {
      return RosterCheck.TIME;
    }
    return entry.approvals().isEmpty() ? null : RosterCheck.APPROVALS_PRESENT;
  }

  private @Nullable RosterCheck authorBroken(Member actor, RosterState state, SignedEntry signed) {
    if (!actor.isActiveSteward()) {
      return RosterCheck.ACTOR_NOT_STEWARD;
    }
    if (!signed.isSignedBy(sealer, actor.device().signingKey())) {
      return RosterCheck.SIGNATURE;
    }
    return EpochRules.orderBroken(state.epochDue(), signed.entry().kind());
  }

  private @Nullable RosterCheck bodyBroken(RosterState state, Entry entry, Member actor) {
    return switch (entry.body()) {
      case Create create -> RosterCheck.CREATED_TWICE;
      case Invite invite -> InviteRules.broken(sealer, state, entry, invite, actor);
      case Add add -> AddRules.broken(sealer, state, entry, add);
      case Remove remove -> RemoveRules.broken(state, remove, actor);
      case ChannelEntry channel -> ChannelRules.broken(state, channel);
      case Policy policy -> ChannelRules.broken(state, policy);
      case EpochEntry epoch -> EpochRules.broken(state, epoch);
      case Reserved reserved -> RosterCheck.KIND_RESERVED;
    };
  }

  private Verdict applied(RosterState state, SignedEntry signed) {
    byte[] hash = signed.hash(sealer);
    return new Verdict.Applied(again(state, signed, hash), hash.clone());
  }

  /** The state after an entry of which it is known that it applies. */
  RosterState again(RosterState state, SignedEntry signed, byte[] hash) {
    if (state.isEmpty() && found(state, signed) instanceof Verdict.Applied created) {
      return created.next();
    }
    Entry entry = signed.entry();
    Member actor = RosterState.existing(state.memberOf(entry.actor()));
    RosterState.Draft draft = state.draft();
    Changes.make(draft, state, entry, hash, actor.id());
    draft.past(Past.after(state, signed, hash));
    return draft.at(entry, hash);
  }
}
