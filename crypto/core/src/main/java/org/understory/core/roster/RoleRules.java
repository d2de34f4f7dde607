package org.understory.core.roster;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Role;
import org.understory.core.seal.Sealer;

/** The rule of ROLE: who becomes a steward, moves its office, goes back or comes back. */
final class RoleRules {
  /** The set at the server holds so many keys. */
  static final int MAX_STEWARDS = 32;

  private RoleRules() {}

  static @Nullable RosterCheck broken(
      Sealer sealer, RosterState state, Entry entry, Role role, Member actor) {
    Member subject = state.member(role.member());
    if (subject == null || !(subject.isActive() || subject.isFrozen())) {
      return RosterCheck.ROLE_SUBJECT;
    }
    return role.role() == Role.STEWARD
        ? stewardBroken(sealer, state, entry, role, subject, actor)
        : memberBroken(sealer, state, entry, role, subject);
  }

  private static @Nullable RosterCheck stewardBroken(
      Sealer sealer, RosterState state, Entry entry, Role role, Member subject, Member actor) {
    boolean moves = subject.isActiveSteward();
    if (subject.isFrozen() || (moves && !subject.id().equals(actor.id()))) {
      return RosterCheck.ROLE_SUBJECT;
    }
    Proposal consent = consent(sealer, state, entry, role);
    if (consent == null
        || !(consent.act() instanceof Act.Office office)
        || !provesItsKey(sealer, consent, office)) {
      return RosterCheck.CONSENT;
    }
    if (state.isKnownKey(office.stewardKey())) {
      return RosterCheck.STEWARD_KEY_KNOWN;
    }
    return !moves && state.stewardCount() >= MAX_STEWARDS ? RosterCheck.STEWARDS_FULL : null;
  }

  private static @Nullable RosterCheck memberBroken(
      Sealer sealer, RosterState state, Entry entry, Role role, Member subject) {
    if (!subject.isFrozen() && !subject.isActiveSteward()) {
      return RosterCheck.ROLE_SUBJECT;
    }
    if (role.consent().length != 0) {
      Proposal consent = consent(sealer, state, entry, role);
      if (subject.isFrozen() || consent == null || !(consent.act() instanceof Act.Resign)) {
        return RosterCheck.CONSENT;
      }
    }
    return subject.isActiveSteward() && state.stewardCount() == 1 ? RosterCheck.LAST_OFFICE : null;
  }

  /** The proposal in it, when it holds and is by a device of the very member. */
  static @Nullable Proposal consent(Sealer sealer, RosterState state, Entry entry, Role role) {
    Proposal consent = ProposalRules.holding(sealer, state, entry.time(), role.consent());
    Member by = consent == null ? null : state.memberOf(consent.device());
    return by != null && by.id().equals(role.member()) ? consent : null;
  }

  /** Whether who holds the steward access key agreed to hold office with that device. */
  static boolean provesItsKey(Sealer sealer, Proposal by, Act.Office office) {
    return sealer.verify(
        office.stewardKey(), office.keyProof(), Act.Office.PROOF_TYPE, office.proofParts(by));
  }

  static Voices.Need need(RosterState state, Role role) {
    Member subject = state.member(role.member());
    boolean own =
        role.role() == Role.STEWARD
            ? subject != null && subject.isActiveSteward()
            : role.consent().length != 0;
    return new Voices.Need(own ? 1 : state.threshold(), RosterCheck.ROLE_VOICES);
  }

  static void change(Sealer sealer, StateDraft draft, RosterState state, Entry entry, Role role) {
    Member subject = RosterState.existing(state.member(role.member()));
    if (role.consent().length != 0) {
      draft.spend(ProposalRules.hash(sealer, role.consent()));
    }
    if (role.role() == Role.MEMBER) {
      draft.member(subject.withRemoval(null).withOffice(null, entry.seq()));
      draft.due(subject.isFrozen() ? EpochDue.STEP : EpochDue.GENERATION);
      return;
    }
    Proposal consent = RosterState.existing(ProposalRules.read(role.consent()));
    if (!(consent.act() instanceof Act.Office office)) {
      throw new AssertionError("the rule found an OFFICE");
    }
    Member.Office before = subject.office();
    long since = before == null ? entry.seq() : before.since();
    draft.member(
        subject.withOffice(
            new Member.Office(consent.device(), office.stewardKey(), since), entry.seq()));
    draft.stewardsChanged |= before != null;
    draft.due(EpochDue.STEP);
  }
}
