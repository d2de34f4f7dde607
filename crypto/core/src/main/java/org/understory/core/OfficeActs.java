package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.IdList;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.Opening;
import org.understory.core.roster.Policies;
import org.understory.wire.id.LogId;

/**
 * What a person can decide about the group, its people and its rules: each is an entry that goes
 * through {@link Decisions}, or a wish that stewards' clients carry out.
 */
final class OfficeActs {
  private static final byte[] NONE = {};
  private static final int MAX_QUESTIONS = 8;
  private static final int MAX_QUESTIONS_BYTES = 4096;

  private final Device device;
  private final Membership membership;
  private final Proposals proposals;
  private final OpenDecisions open;
  private final Decisions decisions;
  private final Offices offices;

  OfficeActs(
      Device device,
      Membership membership,
      Proposals proposals,
      OpenDecisions open,
      Decisions decisions,
      Offices offices) {
    this.device = device;
    this.membership = membership;
    this.proposals = proposals;
    this.open = open;
    this.decisions = decisions;
    this.offices = offices;
  }

  // ---- people

  /** Puts members out, or freezes them. */
  String remove(String ids, boolean freeze) {
    List<MemberId> members = members(ids);
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    return members == null
        ? Codes.NO_SUCH
        : decisions.propose(new EntryBody.Remove(members, NONE, freeze), null);
  }

  String unfreeze(String id) {
    return role(id, EntryBody.Role.MEMBER, true);
  }

  String demote(String id) {
    return role(id, EntryBody.Role.MEMBER, false);
  }

  /** Asks a member to become a steward. */
  String appoint(String id) {
    return role(id, EntryBody.Role.STEWARD, false);
  }

  private String role(String id, int role, boolean frozen) {
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    Member member = member(id);
    if (member == null || member.isFrozen() != frozen || !(frozen || member.isActive())) {
      return Codes.NO_SUCH;
    }
    if (!frozen && member.isActiveSteward() == (role == EntryBody.Role.STEWARD)) {
      return Codes.ALREADY_DECIDED;
    }
    if (member.id().equals(device.keys().member())) {
      return Codes.SELF;
    }
    return decisions.propose(new EntryBody.Role(member.id(), role, NONE), null);
  }

  // ---- the own office

  /** Agrees to become a steward, with this device. */
  String accept(String decision) {
    OpenDecisions.Asked asked = open.find(decision);
    if (asked == null || !asksMe(asked)) {
      return Codes.NO_SUCH;
    }
    if (open.effective(asked.body()) != null) {
      return Codes.ALREADY_DECIDED;
    }
    return post(offices.consent());
  }

  String refuse(String decision) {
    OpenDecisions.Asked asked = open.find(decision);
    if (asked == null || !asksMe(asked)) {
      return Codes.NO_SUCH;
    }
    String code = "";
    for (String proposal : asked.proposed()) {
      code = post(new Act.Withdraw(Hex.parse(proposal)));
    }
    return code;
  }

  /** Whether a decision offers an office to the own member, who holds none. */
  boolean asksMe(OpenDecisions.Asked asked) {
    return asked.body() instanceof EntryBody.Role role
        && Offices.isOffer(role)
        && role.member().equals(device.keys().member())
        && !membership.isSteward(role.member());
  }

  String resign() {
    if (!membership.isSteward(device.keys().member())) {
      return Codes.NOT_STEWARD;
    }
    return membership.state().stewards().size() == 1 ? Codes.LAST_STEWARD : post(new Act.Resign());
  }

  /** Wants to hold the own office with this device from now on; the one that holds it agrees. */
  String moveHere() {
    MemberId own = device.keys().member();
    if (!membership.isSteward(own)) {
      return Codes.NOT_STEWARD;
    }
    if (membership.amSteward()) {
      return Codes.ALREADY_DECIDED;
    }
    String code = post(offices.consent());
    return code.isEmpty()
        ? post(Act.Propose.of(new EntryBody.Role(own, EntryBody.Role.STEWARD, NONE), null))
        : code;
  }

  private String post(Act act) {
    if (!proposals.hasRoom()) {
      return Codes.BUSY;
    }
    proposals.post(act);
    open.changed();
    return "";
  }

  // ---- rules

  /** Sets a policy from 2 to 8. */
  String policy(int number, long value) {
    return number < Policies.APPROVALS || number > Policies.RECOVERY_HOURS
        ? Codes.BAD_ARGUMENT
        : decisions.propose(EntryBody.Policy.of(number, value), null);
  }

  /** Locks what the timer of one of the group's channels may be; 0: no bound. */
  String timerRange(String channel, long least, long most) {
    LogId log = LogId.of(Hex.parse(channel));
    boolean fits =
        Codes.isTimer((int) Math.clamp(least, -1, Integer.MAX_VALUE))
            && Codes.isTimer((int) Math.clamp(most, -1, Integer.MAX_VALUE))
            && (most == 0 || least <= most);
    if (membership.state().channel(log) == null) {
      return Codes.NO_SUCH;
    }
    return fits
        ? decisions.propose(EntryBody.Policy.range(log, (int) least, (int) most), null)
        : Codes.TIMER_RANGE;
  }

  /** What newcomers are asked: up to eight lines; empty: nothing. */
  String questions(String lines) {
    if (lines.isEmpty()) {
      return decisions.propose(EntryBody.Policy.questions(NONE), null);
    }
    long count = lines.chars().filter(c -> c == '\n').count() + 1;
    if (count > MAX_QUESTIONS || !Codes.isText(lines, MAX_QUESTIONS_BYTES)) {
      return Codes.TEXT_LENGTH;
    }
    Opening opening = Opening.fresh(device.sealer.randomness(), NameKind.QUESTIONS, lines);
    return decisions.propose(
        EntryBody.Policy.questions(opening.commitment(device.sealer).value()), opening);
  }

  /** Moves the group to another server. */
  String moveServer(String origin) {
    return decisions.propose(new EntryBody.Space(origin, device.facts.space()), null);
  }

  // ---- ids

  /** Members by ids with a space between; none for an empty text, null when one is no member. */
  @Nullable List<MemberId> list(String ids) {
    return ids.isEmpty() ? List.of() : members(ids);
  }

  private @Nullable Member member(String id) {
    byte[] bytes = Hex.parse(id);
    return bytes.length == 16 ? membership.state().member(MemberId.of(bytes)) : null;
  }

  /** Members by ids with a space between, rising and none twice; null when one is none. */
  private @Nullable List<MemberId> members(String ids) {
    List<MemberId> members = new ArrayList<>();
    for (int at = 0; at <= ids.length(); ) {
      int end = ids.indexOf(' ', at) < 0 ? ids.length() : ids.indexOf(' ', at);
      Member member = member(ids.substring(at, end));
      if (member == null) {
        return null;
      }
      if (!members.contains(member.id())) {
        members.add(member.id());
      }
      at = end + 1;
    }
    return IdList.sorted(members);
  }
}
