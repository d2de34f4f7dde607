package org.understory.core.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Succession;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/**
 * The rule of SUCCESSION, part by part: two thirds of the plain members choose other stewards
 * ({@code docs/decisions/0011}, 9).
 */
final class SuccessionRules {
  private static final long SILENCE = 7 * 24 * 3_600_000L;
  private static final int MAX_PARTS = 16;

  private final Sealer sealer;
  private final Roster roster;
  private final RosterState state;
  private final Entry entry;
  private final Succession part;

  /** The first part, where this is another. */
  private final @Nullable Succession first;

  private SuccessionRules(
      Sealer sealer, Roster roster, RosterState state, Entry entry, Succession part) {
    this.sealer = sealer;
    this.roster = roster;
    this.state = state;
    this.entry = entry;
    this.part = part;
    StateDraft.Collected collected = state.collected();
    boolean goesOn = collected != null && collected.first().baseSeq() == part.baseSeq();
    this.first = goesOn && collected != null ? collected.first() : null;
  }

  /** What it breaks; null: nothing. */
  static @Nullable RosterCheck broken(
      Sealer sealer, Roster roster, RosterState state, Entry entry, Succession succession) {
    return new SuccessionRules(sealer, roster, state, entry, succession).broken();
  }

  /** What it changes: what was collected, or with the part that completes it, the stewards. */
  static void change(
      Sealer sealer, StateDraft draft, RosterState state, Entry entry, Succession succession) {
    new SuccessionRules(sealer, new Roster(sealer), state, entry, succession).change(draft);
  }

  private @Nullable RosterCheck broken() {
    if (first == null ? !isHead() : !Arrays.equals(part.baseHead(), first.baseHead())) {
      return RosterCheck.SUCCESSION_BASE;
    }
    if (first != null && (!sameOffices(first) || parts() >= MAX_PARTS)) {
      return RosterCheck.SUCCESSION_PART;
    }
    RosterCheck broken = evidenceBroken();
    if (broken == null && !isTime()) {
      broken = RosterCheck.SUCCESSION_TIME;
    }
    if (broken == null && endorsing() == null) {
      broken = RosterCheck.SUCCESSION_ENDORSER;
    }
    if (broken == null && !officesHold()) {
      broken = RosterCheck.SUCCESSION_OFFICES;
    }
    if (broken != null) {
      return broken;
    }
    Member actor = RosterState.existing(state.memberOf(entry.actor()));
    return endorsers().contains(actor.id()) ? null : RosterCheck.SUCCESSION_ACTOR;
  }

  private boolean isHead() {
    return part.baseSeq() == state.seq() && Arrays.equals(part.baseHead(), state.head());
  }

  private boolean sameOffices(Succession other) {
    if (part.offices().size() != other.offices().size()) {
      return false;
    }
    for (int i = 0; i < part.offices().size(); i++) {
      if (!Arrays.equals(part.offices().get(i), other.offices().get(i))) {
        return false;
      }
    }
    return true;
  }

  private int parts() {
    StateDraft.Collected collected = state.collected();
    return first == null || collected == null ? 0 : collected.parts();
  }

  // ---- silence

  private boolean isTime() {
    long base = RosterState.existing(state.entryAt(part.baseSeq())).entry().time();
    if (entry.time() - base >= SILENCE) {
      return true;
    }
    List<MemberId> proven = new ArrayList<>();
    for (byte[] bytes : first == null ? part.evidence() : first.evidence()) {
      MemberId one = falseSteward(sealer, roster, state, bytes);
      if (one != null) {
        proven.add(one);
      }
    }
    for (Member steward : state.stewards()) {
      if (!proven.contains(steward.id())) {
        return false;
      }
    }
    return true;
  }

  private @Nullable RosterCheck evidenceBroken() {
    if (first != null && !part.evidence().isEmpty()) {
      return RosterCheck.SUCCESSION_EVIDENCE;
    }
    for (byte[] bytes : part.evidence()) {
      if (falseSteward(sealer, roster, state, bytes) == null) {
        return RosterCheck.SUCCESSION_EVIDENCE;
      }
    }
    return null;
  }

  /**
   * The steward who is proven to be false by an entry: one of whose devices signed it, and another
   * one that was applied at the same place.
   *
   * @param bytes claimed to be a canonical signed entry
   */
  static @Nullable MemberId falseSteward(
      Sealer sealer, Roster roster, RosterState state, byte[] bytes) {
    SignedEntry other;
    try {
      other = EntryCodec.decode(bytes);
    } catch (InvalidWireException e) {
      return null;
    }
    long seq = other.entry().seq();
    SignedEntry applied = state.entryAt(seq);
    Member steward = state.memberOf(other.entry().actor());
    Member author = applied == null ? null : state.memberOf(applied.entry().actor());
    if (seq < 1
        || applied == null
        || steward == null
        || author == null
        || !steward.isActiveSteward()
        || !steward.id().equals(author.id())
        || Arrays.equals(applied.bytes(), bytes)) {
      return null;
    }
    return roster.apply(roster.before(state, seq), other) instanceof Verdict.Applied
        ? steward.id()
        : null;
  }

  // ---- endorsers

  /** What an endorser signs: this head, and these offices. */
  static byte[][] statement(Sealer sealer, GroupId group, long seq, byte[] head, byte[] offices) {
    return new byte[][] {group.bytes(), Sealer.u64(seq), head, offices};
  }

  /** The members who endorse in this part, or null when one of them can't. */
  private @Nullable List<MemberId> endorsing() {
    List<MemberId> members = new ArrayList<>();
    List<MemberId> before = collectedBefore();
    byte[] offices = officesHash(sealer, part.offices());
    byte[] last = {};
    for (byte[] endorser : part.endorsers()) {
      byte[] device = Arrays.copyOfRange(endorser, 0, 16);
      DeviceKeys keys = state.deviceOf(DeviceId.of(device));
      Member member = state.memberOf(DeviceId.of(device));
      boolean counts =
          keys != null
              && member != null
              && !member.isActiveSteward()
              && !members.contains(member.id())
              && !before.contains(member.id())
              && (last.length == 0 || IdList.compare(last, device) < 0)
              && sealer.verify(
                  keys.signingKey(),
                  Arrays.copyOfRange(endorser, 16, 80),
                  Endorsement.TYPE,
                  statement(sealer, state.groupId(), part.baseSeq(), part.baseHead(), offices));
      if (!counts || member == null) {
        return null;
      }
      members.add(member.id());
      last = device;
    }
    return members;
  }

  private List<MemberId> collectedBefore() {
    StateDraft.Collected collected = state.collected();
    return first == null || collected == null ? List.of() : collected.endorsers();
  }

  private List<MemberId> endorsers() {
    List<MemberId> all = new ArrayList<>(collectedBefore());
    List<MemberId> here = endorsing();
    if (here != null) {
      all.addAll(here);
    }
    return all;
  }

  static byte[] officesHash(Sealer sealer, List<byte[]> offices) {
    return sealer.hash("offices", offices.toArray(new byte[0][]));
  }

  // ---- offices

  private boolean officesHold() {
    List<MemberId> chosen = new ArrayList<>();
    List<KnownBytes> stewardKeys = new ArrayList<>();
    byte[] last = {};
    for (byte[] signed : part.offices()) {
      Proposal office = ProposalRules.holding(sealer, state, entry.time(), signed);
      Member member = office == null ? null : state.memberOf(office.device());
      if (office == null
          || member == null
          || member.isActiveSteward()
          || chosen.contains(member.id())
          || !(office.act() instanceof Act.Office act)
          || state.isKnownKey(act.stewardKey())
          || stewardKeys.contains(new KnownBytes(act.stewardKey()))
          || !RoleRules.provesItsKey(sealer, office, act)
          || (last.length != 0 && IdList.compare(last, office.device().bytes()) >= 0)) {
        return false;
      }
      chosen.add(member.id());
      stewardKeys.add(new KnownBytes(act.stewardKey()));
      last = office.device().bytes();
    }
    return chosen.size() >= Math.min(2, plain(state));
  }

  private static int plain(RosterState state) {
    return state.activeCount() - state.stewardCount();
  }

  /** How many of so many plain members it takes: two thirds, rounded up, and two at least. */
  static int needed(int plainMembers) {
    return Math.max(2, (2 * plainMembers + 2) / 3);
  }

  // ---- effect

  private void change(StateDraft draft) {
    List<MemberId> endorsers = endorsers();
    if (endorsers.size() < needed(plain(state))) {
      draft.collected =
          new StateDraft.Collected(first == null ? part : first, endorsers, parts() + 1);
      return;
    }
    draft.collected = null;
    for (Member steward : state.stewards()) {
      draft.member(steward.withOffice(null, entry.seq()));
    }
    for (byte[] signed : part.offices()) {
      Proposal office = RosterState.existing(ProposalRules.read(signed));
      if (office.act() instanceof Act.Office act) {
        Member member =
            RosterState.existing(
                draft.members.get(RosterState.existing(state.memberOf(office.device())).id()));
        draft.member(
            member.withOffice(
                new Member.Office(office.device(), act.stewardKey(), entry.seq()), entry.seq()));
        draft.spend(ProposalRules.hash(sealer, signed));
      }
    }
    draft.due(EpochDue.GENERATION);
  }
}
