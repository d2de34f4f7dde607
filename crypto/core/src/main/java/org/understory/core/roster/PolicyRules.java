package org.understory.core.roster;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.EntryBody.Space;
import org.understory.wire.id.LogId;

/** The rules of POLICY and SPACE ({@code docs/protocol.md#policies}). */
final class PolicyRules {
  private PolicyRules() {}

  static @Nullable RosterCheck broken(RosterState state, Policy policy) {
    if (!hasItsFieldsAlone(policy)) {
      return RosterCheck.POLICY_UNKNOWN;
    }
    return switch (policy.policy()) {
      case Policies.TIMER -> timerBroken(state, policy);
      case Policies.QUESTIONS -> null;
      case Policies.TIMER_RANGE -> rangeBroken(state, policy);
      default -> valueBroken(state, policy);
    };
  }

  static @Nullable RosterCheck broken(RosterState state, Space space) {
    boolean holds =
        space.space().equals(state.space())
            && Origins.isCanonical(space.origin())
            && !space.origin().equals(state.origin());
    return holds ? null : RosterCheck.SPACE;
  }

  private static boolean hasItsFieldsAlone(Policy policy) {
    int kind = policy.policy();
    boolean channels = kind == Policies.TIMER || kind == Policies.TIMER_RANGE;
    return kind >= Policies.TIMER
        && kind <= Policies.TIMER_RANGE
        && (policy.channel().length != 0) == channels
        && (policy.timer() == 0 || channels)
        && (policy.value() == 0 || (kind != Policies.TIMER && kind != Policies.QUESTIONS))
        && (policy.commitment().length == 0 || kind == Policies.QUESTIONS);
  }

  private static @Nullable RosterCheck timerBroken(RosterState state, Policy policy) {
    Channel channel = state.channel(LogId.of(policy.channel()));
    if (channel == null) {
      return RosterCheck.CHANNEL_UNKNOWN;
    }
    if (!ChannelRules.isTimer(policy.timer())) {
      return RosterCheck.TIMER;
    }
    return channel.range().allows(policy.timer()) ? null : RosterCheck.TIMER_LOCKED;
  }

  private static @Nullable RosterCheck rangeBroken(RosterState state, Policy policy) {
    Channel channel = state.channel(LogId.of(policy.channel()));
    if (channel == null) {
      return RosterCheck.CHANNEL_UNKNOWN;
    }
    boolean within =
        policy.value() <= ChannelRules.MAX_TIMER
            && ChannelRules.isTimer(policy.timer())
            && ChannelRules.isTimer((int) policy.value())
            && (policy.value() == 0 || policy.timer() <= policy.value());
    if (!within) {
      return RosterCheck.POLICY_VALUE;
    }
    return policy.range().equals(channel.range()) ? RosterCheck.POLICY_SAME : null;
  }

  private static @Nullable RosterCheck valueBroken(RosterState state, Policy policy) {
    if (!Policies.isWithinBounds(policy.policy(), policy.value())) {
      return RosterCheck.POLICY_VALUE;
    }
    long before = state.policies().value(policy.policy());
    if (policy.policy() == Policies.SUITE
        && (policy.value() <= before || policy.value() > CreateRules.SUITE)) {
      return RosterCheck.POLICY_SUITE;
    }
    return policy.value() == before ? RosterCheck.POLICY_SAME : null;
  }
}
