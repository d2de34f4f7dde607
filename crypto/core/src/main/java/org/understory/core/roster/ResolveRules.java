package org.understory.core.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/**
 * The rule of RESOLVE, and what it takes away ({@code docs/decisions/0011}, 8). The <i>fork
 * state</i> is the one before the entries that contradict each other.
 */
final class ResolveRules {
  private static final int MAX_GENERATIONS_AHEAD = 1_000_000;

  private final Sealer sealer;
  private final Roster roster;
  private final RosterState state;
  private final Resolve resolve;

  private ResolveRules(Sealer sealer, Roster roster, RosterState state, Resolve resolve) {
    this.sealer = sealer;
    this.roster = roster;
    this.state = state;
    this.resolve = resolve;
  }

  /** What it breaks apart from its voices; null: nothing. */
  static @Nullable RosterCheck broken(
      Sealer sealer, Roster roster, RosterState state, Entry entry, Resolve resolve) {
    return new ResolveRules(sealer, roster, state, resolve).broken();
  }

  /** How many voices it takes, and whose count. Asked only when nothing else is broken. */
  static Voices.Need need(
      Sealer sealer, Roster roster, RosterState state, Entry entry, Resolve resolve) {
    return new ResolveRules(sealer, roster, state, resolve).need();
  }

  /** What it changes. */
  static void change(
      Sealer sealer,
      Roster roster,
      StateDraft draft,
      RosterState state,
      Entry entry,
      Resolve resolve) {
    new ResolveRules(sealer, roster, state, resolve).change(draft, entry);
  }

  private @Nullable RosterCheck broken() {
    long seq = resolve.forkSeq();
    if (seq > state.seq() || !state.holds(seq - 1, resolve.forkPrev())) {
      return RosterCheck.RESOLVE_PLACE;
    }
    SignedEntry loser = decoded(resolve.loser());
    if (loser == null
        || loser.entry().seq() != seq
        || !Arrays.equals(loser.entry().prevHash(), resolve.forkPrev())
        || Arrays.equals(resolve.loser(), RosterState.existing(state.entryAt(seq)).bytes())) {
      return RosterCheck.RESOLVE_LOSER;
    }
    RosterState fork = roster.before(state, seq);
    if (!(roster.apply(fork, loser) instanceof Verdict.Applied)) {
      return RosterCheck.RESOLVE_LOSER_VOID;
    }
    if (!areKnown(fork)) {
      return RosterCheck.RESOLVE_IDS;
    }
    if (isRepeated()) {
      return RosterCheck.RESOLVE_TWICE;
    }
    int generation = state.epoch() == null ? 1 : state.epoch().generation();
    if (resolve.generation() - generation > MAX_GENERATIONS_AHEAD) {
      return RosterCheck.RESOLVE_GENERATION;
    }
    if (resolve.over().length != 0 && overActors() == null) {
      return RosterCheck.RESOLVE_OVER;
    }
    return leavesSteward(loser) ? null : RosterCheck.RESOLVE_STEWARDS;
  }

  private static @Nullable SignedEntry decoded(byte[] entry) {
    try {
      return EntryCodec.decode(entry);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private boolean areKnown(RosterState fork) {
    boolean known = true;
    for (MemberId id : resolve.removed()) {
      known &= fork.member(id) != null || state.member(id) != null;
    }
    for (MemberId id : resolve.demoted()) {
      known &= fork.member(id) != null || state.member(id) != null;
    }
    for (DeviceId id : resolve.revoked()) {
      known &= fork.memberOf(id) != null || state.memberOf(id) != null;
    }
    return known;
  }

  /** Whether this line has decided that before, and nothing was decided against it since. */
  private boolean isRepeated() {
    for (SignedEntry earlier : state.entriesFrom(resolve.forkSeq())) {
      if (earlier.entry().body() instanceof Resolve other
          && Arrays.equals(other.loser(), resolve.loser())
          && (resolve.over().length == 0 || Arrays.equals(other.over(), resolve.over()))) {
        return true;
      }
    }
    return false;
  }

  private boolean leavesSteward(SignedEntry loser) {
    MemberId proven = proven(loser);
    for (Member steward : state.stewards()) {
      MemberId id = steward.id();
      DeviceId office = RosterState.existing(steward.office()).device();
      if (!id.equals(proven)
          && !resolve.removed().contains(id)
          && !resolve.demoted().contains(id)
          && !resolve.revoked().contains(office)) {
        return true;
      }
    }
    return false;
  }

  /** Who signed the loser and an entry of this line behind the fork, or null. */
  private @Nullable MemberId proven(SignedEntry loser) {
    MemberId author = owner(loser.entry().actor());
    for (SignedEntry own : state.entriesFrom(resolve.forkSeq())) {
      if (author != null && author.equals(owner(own.entry().actor()))) {
        return author;
      }
    }
    return null;
  }

  private @Nullable MemberId owner(DeviceId device) {
    Member member = state.memberOf(device);
    return member == null ? null : member.id();
  }

  // ---- voices

  /**
   * As many as were needed at the fork, of those who were stewards there and still are, without
   * whoever is proven to have signed both ways.
   */
  private Voices.Need need() {
    if (resolve.forkSeq() > state.seq()) {
      return new Voices.Need(state.threshold(), RosterCheck.RESOLVE_VOICES);
    }
    RosterState fork = roster.before(state, resolve.forkSeq());
    SignedEntry loser = decoded(resolve.loser());
    List<MemberId> both = loser == null ? List.of() : signedBoth();
    MemberId proven = loser == null ? null : proven(loser);
    List<MemberId> eligible = new ArrayList<>();
    for (Member steward : fork.stewards()) {
      Member now = state.member(steward.id());
      if (now != null
          && now.isActiveSteward()
          && !steward.id().equals(proven)
          && !both.contains(steward.id())) {
        eligible.add(steward.id());
      }
    }
    return new Voices.Need(fork.threshold(), RosterCheck.RESOLVE_VOICES, eligible);
  }

  /** Who speaks in the RESOLVE that this one answers, and in one of this line. */
  private List<MemberId> signedBoth() {
    List<MemberId> both = new ArrayList<>();
    List<MemberId> there = resolve.over().length == 0 ? null : overActors();
    if (there == null) {
      return both;
    }
    for (SignedEntry earlier : state.entriesFrom(resolve.forkSeq())) {
      if (earlier.entry().body() instanceof Resolve other
          && Arrays.equals(other.loser(), resolve.loser())) {
        for (MemberId voice : voices(earlier)) {
          if (there.contains(voice)) {
            both.add(voice);
          }
        }
      }
    }
    return both;
  }

  /** Who speaks in {@code over}; null when it is no RESOLVE against this line. */
  private @Nullable List<MemberId> overActors() {
    SignedEntry over = decoded(resolve.over());
    if (over == null || !(over.entry().body() instanceof Resolve against)) {
      return null;
    }
    SignedEntry winner = RosterState.existing(state.entryAt(resolve.forkSeq()));
    List<MemberId> voices = voices(over);
    boolean holds =
        against.forkSeq() == resolve.forkSeq()
            && Arrays.equals(against.loser(), winner.bytes())
            && !voices.isEmpty();
    return holds ? voices : null;
  }

  /** The members whose signatures verify: the author's and those of approvals of this very act. */
  private List<MemberId> voices(SignedEntry signed) {
    List<MemberId> voices = new ArrayList<>();
    Member author = state.memberOf(signed.entry().actor());
    MemberDevice device = author == null ? null : author.device(signed.entry().actor());
    if (author == null
        || device == null
        || !signed.isSignedBy(sealer, device.keys().signingKey())) {
      return voices;
    }
    voices.add(author.id());
    byte[] subject = Approval.subject(sealer, signed.entry().body());
    for (byte[] bytes : signed.entry().approvals()) {
      MemberId approver = approver(bytes, subject);
      if (approver != null) {
        voices.add(approver);
      }
    }
    return voices;
  }

  private @Nullable MemberId approver(byte[] bytes, byte[] subject) {
    SignedApproval approval;
    try {
      approval = SignedApproval.decode(bytes);
    } catch (InvalidWireException e) {
      return null;
    }
    DeviceId id = approval.approval().device();
    Member member = state.memberOf(id);
    MemberDevice device = member == null ? null : member.device(id);
    boolean genuine =
        device != null
            && Arrays.equals(approval.approval().subject(), subject)
            && approval.isSignedBy(sealer, device.keys().signingKey());
    return genuine && member != null ? member.id() : null;
  }

  // ---- effect

  /** Takes away what the losing branch had taken away, and whoever signed both out of office. */
  private void change(StateDraft draft, Entry entry) {
    MemberId actor = RosterState.existing(owner(entry.actor()));
    for (MemberId id : resolve.removed()) {
      Member member = draft.members.get(id);
      if (member != null && member.isActive()) {
        draft.member(
            member.withRemoval(new Member.Removal(entry.seq(), entry.time(), actor, false, false)));
      }
    }
    for (DeviceId id : resolve.revoked()) {
      revoke(draft, id, entry.seq());
    }
    for (MemberId id : resolve.demoted()) {
      demote(draft, id, entry.seq());
    }
    SignedEntry loser = RosterState.existing(decoded(resolve.loser()));
    MemberId proven = proven(loser);
    if (proven != null) {
      revoke(draft, loser.entry().actor(), entry.seq());
      demote(draft, proven, entry.seq());
    }
    draft.due(EpochDue.GENERATION);
    draft.dueGeneration = Math.max(draft.dueGeneration, resolve.generation() + 1);
  }

  private static void revoke(StateDraft draft, DeviceId id, long seq) {
    MemberId owner = draft.owners.get(id);
    Member member = owner == null ? null : draft.members.get(owner);
    if (member != null) {
      List<MemberDevice> devices = new ArrayList<>();
      for (MemberDevice device : member.devices()) {
        devices.add(device.id().equals(id) ? device.revoked(seq) : device);
      }
      draft.member(member.withDevices(devices));
    }
  }

  private static void demote(StateDraft draft, MemberId id, long seq) {
    Member member = draft.members.get(id);
    if (member != null && member.office() != null) {
      draft.member(member.withOffice(null, seq));
    }
  }
}
