package org.understory.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Member;
import org.understory.core.roster.Policies;

/**
 * What a steward's client carries out without asking its person, since the member whom it is about
 * has signed it: LEAVE, RESIGN, the own DEVICE_REVOKE and RECOVERY_KEY, and DEVICE_ADD where one
 * voice is enough (docs/decisions/0012, 2). The clients of several stewards come one after the
 * other, in an order that each computes alike.
 */
final class Automatic implements Drafter {
  /** How long each client waits for the one before it. */
  static final long TURN_MILLIS = 10_000;

  private final Device device;
  private final Membership membership;
  private final Proposals proposals;
  private final Stewarding stewarding;
  private final Consequences consequences;
  private final SetSignatures signatures;

  /** At which head each was found to break a rule. */
  private final Map<String, Long> refused = new HashMap<>();

  Automatic(
      Device device,
      Membership membership,
      Proposals proposals,
      Stewarding stewarding,
      Consequences consequences,
      SetSignatures signatures) {
    this.device = device;
    this.membership = membership;
    this.proposals = proposals;
    this.stewarding = stewarding;
    this.consequences = consequences;
    this.signatures = signatures;
  }

  /** How long this client leaves a commit to those of other stewards, milliseconds. */
  static long turn(Device device, Membership membership, byte[] what) {
    String own = place(device, what, device.keys().device().bytes());
    int before = 0;
    for (Member steward : membership.state().stewards()) {
      Member.Office office = steward.office();
      if (office != null && place(device, what, office.device().bytes()).compareTo(own) < 0) {
        before++;
      }
    }
    return before * TURN_MILLIS;
  }

  private static String place(Device device, byte[] what, byte[] of) {
    return Hex.of(device.sealer.hash("commit-order", what, of));
  }

  /** Decides what has become due. */
  void pump() {
    if (!membership.amSteward()) {
      return;
    }
    for (Proposals.Open one : proposals.open()) {
      EntryBody body = proposals.holds(one) ? body(one) : null;
      Long at = refused.get(one.id());
      if (body == null || (at != null && at == membership.seq())) {
        continue;
      }
      signatures.lend(body);
      if (device.now() >= one.seen() + turn(device, membership, one.hash())
          && !stewarding.intends(Intent.Kind.PROPOSAL, one.hash())) {
        refused.put(one.id(), membership.seq());
        stewarding.intend(Intent.Kind.PROPOSAL, one.hash(), "", 0, new byte[0]);
      }
    }
    refused.keySet().retainAll(ids());
  }

  private Set<String> ids() {
    Set<String> ids = new java.util.HashSet<>();
    proposals.open().forEach(one -> ids.add(one.id()));
    return ids;
  }

  /** The entry that carries a proposal out; null where this client does not do it by itself. */
  private @Nullable EntryBody body(Proposals.Open one) {
    Member author = membership.state().memberOf(one.proposal().device());
    if (author == null) {
      return null;
    }
    boolean own = author.id().equals(device.keys().member());
    byte[] bytes = one.signed().encode();
    return switch (one.act()) {
      case Act.Leave leave -> own ? null : new EntryBody.Remove(List.of(author.id()), bytes, false);
      case Act.Resign resign ->
          own || !author.isActiveSteward()
              ? null
              : new EntryBody.Role(author.id(), EntryBody.Role.MEMBER, bytes);
      case Act.DeviceRevoke revoke -> {
        List<DeviceId> going = author.goingWith(revoke, one.proposal().rosterSeq());
        yield going.contains(device.keys().device())
            ? null // who goes does not choose the secret that follows
            : new EntryBody.DeviceRevoke(author.id(), going, revoke.kept(), bytes, revoke.veto());
      }
      case Act.DeviceAdd add -> linked(one, add, bytes);
      case Act.RecoveryKey key -> new EntryBody.RecoveryKey(bytes);
      default -> null;
    };
  }

  private @Nullable EntryBody linked(Proposals.Open one, Act.DeviceAdd add, byte[] bytes) {
    return membership.state().policies().value(Policies.DEVICE_VOICES) > 1
        ? null
        : deviceAdd(one, add, bytes);
  }

  static EntryBody deviceAdd(Proposals.Open one, Act.DeviceAdd add, byte[] bytes) {
    return new EntryBody.DeviceAdd(
        one.proposal().device().bytes(), add.device(), bytes, new byte[0], false);
  }

  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    Proposals.Open one = proposals.open(Hex.of(intent.subject()));
    EntryBody body = one == null ? null : body(one);
    if (body == null) {
      return Drafted.NOTHING;
    }
    consequences.put(draft, body, List.of(), null);
    return Drafted.DONE;
  }
}
