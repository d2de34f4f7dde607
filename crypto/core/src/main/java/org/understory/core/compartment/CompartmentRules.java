package org.understory.core.compartment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.compartment.CompartmentState.Due;
import org.understory.core.compartment.CompartmentState.Person;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterCheck;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.Voices;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.LogId;

/**
 * What a kind of entry may do, in the state before it.
 *
 * @param group the group at the head that the entry names
 * @param actor who signed it
 */
record CompartmentRules(
    Sealer sealer,
    CompartmentState state,
    CompartmentEntry entry,
    RosterState group,
    MemberId actor) {
  static final int MAX_MEMBERS = 128;
  static final int MAX_KEEPERS = 8;
  static final int MAX_APPROVALS = 5;
  private static final int MIN_TIMER = 5;
  private static final int MAX_TIMER = 4 * 7 * 24 * 3600;
  private static final long REFRESH_MILLIS = 60 * 60_000L;

  /** More than so many, and more than a tenth, go with two voices only. */
  private static final int FEW = 3;

  @Nullable CompartmentCheck broken() {
    boolean closes = entry.body() instanceof CompartmentBody.Epoch;
    if (state.isEpochDue() && !closes) {
      return CompartmentCheck.EPOCH_DUE;
    }
    return switch (entry.body()) {
      case CompartmentBody.Create create -> createBroken(create);
      case CompartmentBody.Add add -> byKeeper(addBroken(add), state.approvalsNeeded());
      case CompartmentBody.Remove remove -> removeBroken(remove);
      case CompartmentBody.Role role -> roleBroken(role);
      case CompartmentBody.Policy policy -> policyBroken(policy);
      case CompartmentBody.Epoch epoch -> epochBroken(epoch);
    };
  }

  private @Nullable CompartmentCheck createBroken(CompartmentBody.Create create) {
    if (!create.group().equals(group.groupId())) {
      return CompartmentCheck.OTHER_GROUP;
    }
    if (!create.members().contains(actor)
        || create.log().equals(create.rosterLog())
        || !isFree(create.log())
        || !isFree(create.rosterLog())) {
      return CompartmentCheck.FOUNDING;
    }
    if (create.keepers().size() < 2 || !create.members().containsAll(create.keepers())) {
      return CompartmentCheck.KEEPERS;
    }
    if (!areActive(create.members())) {
      return CompartmentCheck.NOT_ACTIVE;
    }
    return isTimer(create.timer()) ? voices(1) : CompartmentCheck.TIMER;
  }

  /** Not a log that every space has, nor one of the group's channels. */
  private boolean isFree(LogId log) {
    return !log.isReserved() && group.channel(log) == null;
  }

  private boolean areActive(List<MemberId> members) {
    for (MemberId id : members) {
      Member member = group.member(id);
      if (member == null || !member.isActive()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTimer(int seconds) {
    return seconds == 0 || (seconds >= MIN_TIMER && seconds <= MAX_TIMER);
  }

  private @Nullable CompartmentCheck byKeeper(@Nullable CompartmentCheck broken, int needed) {
    Person person = state.person(actor);
    if (person == null || !person.keeps()) {
      return CompartmentCheck.NOT_KEEPER;
    }
    return broken == null ? voices(needed) : broken;
  }

  private @Nullable CompartmentCheck addBroken(CompartmentBody.Add add) {
    for (MemberId id : add.members()) {
      if (state.person(id) != null) {
        return CompartmentCheck.MEMBER_KNOWN;
      }
    }
    if (!areActive(add.members())) {
      return CompartmentCheck.NOT_ACTIVE;
    }
    return state.people().size() + add.members().size() > MAX_MEMBERS
        ? CompartmentCheck.FULL
        : null;
  }

  /** CP-5: anyone cleans up and anyone leaves; keepers put out whom they like. */
  private @Nullable CompartmentCheck removeBroken(CompartmentBody.Remove remove) {
    boolean clean = true;
    boolean office = false;
    int left = state.keepers().size();
    for (MemberId id : remove.members()) {
      Person person = state.person(id);
      Member member = group.member(id);
      if (person == null) {
        return CompartmentCheck.MEMBER_UNKNOWN;
      }
      clean &= member == null || !member.isActive();
      office |= person.keeps();
      left -= person.keeps() ? 1 : 0;
    }
    boolean leaves = remove.members().equals(List.of(actor));
    if (clean || (leaves && left > 0)) {
      return voices(1);
    }
    Person person = state.person(actor);
    if (person == null || !person.keeps()) {
      return leaves ? CompartmentCheck.LAST_KEEPER : CompartmentCheck.CLEAN_UP;
    }
    if (left < 1) {
      return CompartmentCheck.LAST_KEEPER;
    }
    int count = remove.members().size();
    boolean many = count > FEW && count * 10 > state.people().size();
    return voices(office || many ? state.threshold() : 1);
  }

  private @Nullable CompartmentCheck roleBroken(CompartmentBody.Role role) {
    Person person = state.person(role.member());
    boolean keeper = role.role() == CompartmentBody.Role.KEEPER;
    CompartmentCheck broken = null;
    if (person == null) {
      broken = CompartmentCheck.MEMBER_UNKNOWN;
    } else if (person.keeps() == keeper) {
      broken = CompartmentCheck.SAME_ROLE;
    } else if (keeper && !areActive(List.of(role.member()))) {
      broken = CompartmentCheck.NOT_ACTIVE;
    } else if (keeper && state.keepers().size() >= MAX_KEEPERS) {
      broken = CompartmentCheck.FULL;
    } else if (!keeper && state.keepers().size() == 1) {
      broken = CompartmentCheck.LAST_KEEPER;
    }
    boolean resigns = !keeper && role.member().equals(actor);
    return byKeeper(broken, resigns ? 1 : state.threshold());
  }

  private @Nullable CompartmentCheck policyBroken(CompartmentBody.Policy policy) {
    int value = policy.value();
    return switch (policy.policy()) {
      case CompartmentBody.Policy.TIMER ->
          byKeeper(isTimer(value) ? null : CompartmentCheck.TIMER, 1);
      case CompartmentBody.Policy.APPROVALS -> {
        boolean good = value >= 1 && value <= MAX_APPROVALS && value != state.approvals;
        yield byKeeper(good ? null : CompartmentCheck.POLICY, state.threshold());
      }
      default -> CompartmentCheck.POLICY;
    };
  }

  private @Nullable CompartmentCheck epochBroken(CompartmentBody.Epoch epoch) {
    CompartmentBody.Epoch before = state.epoch();
    if (!state.isEpochDue() && !mayRefresh()) {
      return CompartmentCheck.EPOCH_NOT_DUE;
    }
    boolean steps = state.due == Due.STEP;
    int generation = before == null ? 0 : before.generation();
    int step = before != null && steps ? before.step() + 1 : 0;
    if (epoch.generation() != generation + (steps ? 0 : 1) || epoch.step() != step) {
      return CompartmentCheck.EPOCH_NUMBER;
    }
    int key = before == null ? 0 : before.rosterKeyGeneration();
    if (epoch.rosterKeyGeneration() != key + (steps ? 0 : 1)) {
      return CompartmentCheck.ROSTER_KEY;
    }
    return voices(1);
  }

  /** A keeper after an hour; anyone once a device that had the secret is gone (CP-8). */
  private boolean mayRefresh() {
    Person person = state.person(actor);
    boolean keeper = person != null && person.keeps();
    return state.lostDevice(group) || (keeper && entry.time() - state.epochTime >= REFRESH_MILLIS);
  }

  /** Whether exactly as many keepers stand behind it as it needs. */
  private @Nullable CompartmentCheck voices(int needed) {
    if (state.isEmpty()) {
      return entry.approvals().isEmpty() ? null : CompartmentCheck.VOICES;
    }
    RosterCheck broken =
        new Voices(
                sealer,
                new Keepers(state, group),
                Keepers.subject(sealer, entry.body()),
                entry.time(),
                entry.approvals())
            .broken(needed, RosterCheck.ADD_VOICES, actor);
    if (broken == null) {
      return null;
    }
    return switch (broken) {
      case ADD_VOICES, APPROVALS_TOO_MANY -> CompartmentCheck.VOICES;
      default -> CompartmentCheck.APPROVAL;
    };
  }
}
