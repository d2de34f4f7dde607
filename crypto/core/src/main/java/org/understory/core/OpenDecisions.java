package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.Approval;
import org.understory.core.roster.Commitment;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Policies;
import org.understory.core.roster.Prospect;
import org.understory.core.roster.SignedApproval;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/**
 * What stewards are to decide together, as the open proposals and the own votes say, and how each
 * stands (docs/decisions/0012, 2).
 */
final class OpenDecisions {
  private static final String VOTE = "dv/";

  /** How long a proposal counts. */
  static final long LIFE_MILLIS = 14 * 86_400_000L;

  private final Device device;
  private final Membership membership;
  private final Proposals proposals;
  private final TreeMap<String, Vote> votes = new TreeMap<>();
  private final Map<String, Prospect> prospects = new HashMap<>();

  /**
   * Something to decide.
   *
   * @param id hash of the act as it was asked for, in hexadecimal
   * @param act the entry asked for; a ROLE to steward without its consent
   * @param by who asked first
   * @param proposed the proposals that ask for it; empty while only this device wants it
   */
  record Asked(
      String id, EntryBody body, Act.Propose act, MemberId by, long at, List<String> proposed) {
    long expires() {
      return at + LIFE_MILLIS;
    }
  }

  /**
   * The own voice for something, given here.
   *
   * @param proposing whether this steward is still to ask for it
   */
  record Vote(String id, boolean proposing, long at, Act.Propose act) {}

  OpenDecisions(Device device, Membership membership, Proposals proposals) {
    this.device = device;
    this.membership = membership;
    this.proposals = proposals;
  }

  void load() {
    for (Map.Entry<String, byte[]> row : device.rows.scan(VOTE).entrySet()) {
      String id = row.getKey().substring(VOTE.length());
      byte[] value = row.getValue();
      long at = Sealer.u64(value, 0);
      Act.Propose act = decode(Arrays.copyOfRange(value, 9, value.length));
      votes.put(id, new Vote(id, value[8] == 1, at, act));
    }
  }

  /** A stored act. */
  static Act.Propose decode(byte[] act) {
    try {
      if (Act.decode(Act.PROPOSE, act) instanceof Act.Propose propose) {
        return propose;
      }
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored act cannot be read", e);
    }
    throw new IllegalStateException("a stored act is another one");
  }

  // ---- own votes

  List<Vote> votes() {
    return List.copyOf(votes.values());
  }

  @Nullable Vote vote(String id) {
    return votes.get(id);
  }

  void vote(Vote vote) {
    byte[] bytes = Act.encode(vote.act());
    byte[] row = Arrays.copyOf(Sealer.u64(vote.at()), 9 + bytes.length);
    row[8] = (byte) (vote.proposing() ? 1 : 0);
    System.arraycopy(bytes, 0, row, 9, bytes.length);
    device.rows.put(VOTE + vote.id(), row);
    votes.put(vote.id(), vote);
    device.changed();
  }

  void forgetVote(String id) {
    votes.remove(id);
    device.rows.delete(VOTE + id);
    device.changed();
  }

  // ---- what is asked

  /** The name of a decision: what an approval of this very act names, in hexadecimal. */
  String id(EntryBody body) {
    return Hex.of(Approval.subject(device.sealer, body));
  }

  /** Everything to be decided. */
  List<Asked> all() {
    Map<String, Asked> all = new LinkedHashMap<>();
    for (Proposals.Open one : proposals.open()) {
      Act.Propose act = asked(one);
      Member by = membership.state().memberOf(one.proposal().device());
      EntryBody body = act == null ? null : act.asked();
      if (act != null && body != null && by != null) {
        String id = id(body);
        Asked before = all.get(id);
        List<String> proposed = new ArrayList<>(before == null ? List.of() : before.proposed());
        proposed.add(one.id());
        long at = one.proposal().time();
        all.put(
            id,
            before != null && before.at() <= at
                ? new Asked(id, body, before.act(), before.by(), before.at(), proposed)
                : new Asked(id, body, act, by.id(), at, proposed));
      }
    }
    for (Vote vote : votes.values()) {
      EntryBody body = vote.act().asked();
      if (vote.proposing() && body != null && !all.containsKey(vote.id())) {
        all.put(
            vote.id(),
            new Asked(vote.id(), body, vote.act(), device.keys().member(), vote.at(), List.of()));
      }
    }
    return List.copyOf(all.values());
  }

  /**
   * What a proposal asks stewards for: a steward's PROPOSE, a steward's wish to move its own
   * office, or a link of a device where that takes two.
   */
  private Act.@Nullable Propose asked(Proposals.Open one) {
    Member author = membership.state().memberOf(one.proposal().device());
    if (author == null) {
      return null;
    }
    if (one.act() instanceof Act.Propose propose) {
      boolean moves = author.isActiveSteward() && Offices.isOfferTo(author.id(), propose);
      boolean holds = moves || membership.state().stewardOf(one.proposal().device()) != null;
      return holds && isOpen(propose) && !isOvertaken(one, propose) ? propose : null;
    }
    return one.act() instanceof Act.DeviceAdd add
            && membership.state().policies().value(Policies.DEVICE_VOICES) > 1
        ? Act.Propose.of(Automatic.deviceAdd(one, add, one.signed().encode()), null)
        : null;
  }

  /** Whether an office was offered before the last word about the member's role. */
  private boolean isOvertaken(Proposals.Open one, Act.Propose propose) {
    Member member =
        propose.asked() instanceof EntryBody.Role role
            ? membership.state().member(role.member())
            : null;
    return member != null && one.proposal().rosterSeq() < member.roleSeq();
  }

  /** Whether what it commits to is shown along with it. */
  private boolean isOpen(Act.Propose propose) {
    EntryBody body = propose.asked();
    List<Commitment> commitments = body == null ? List.of() : body.commitments();
    return commitments.isEmpty()
        || (commitments.size() == 1
            && propose.opening() != null
            && propose.opening().opens(device.sealer, commitments.get(0)));
  }

  @Nullable Asked find(String id) {
    for (Asked asked : all()) {
      if (asked.id().equals(id)) {
        return asked;
      }
    }
    return null;
  }

  /** Whether it was to be decided here, though it may be overtaken now. */
  boolean isKnown(String id) {
    boolean known = votes.containsKey(id);
    for (Proposals.Open one : proposals.open()) {
      EntryBody asked = one.act() instanceof Act.Propose propose ? propose.asked() : null;
      known |= asked != null && id(asked).equals(id);
    }
    return known;
  }

  /** The entry that would be signed; null while the consent of whom it appoints is missing. */
  @Nullable EntryBody effective(EntryBody body) {
    if (!(body instanceof EntryBody.Role role) || !Offices.isOffer(role)) {
      return body;
    }
    Proposals.Open newest = null;
    for (Proposals.Open one : proposals.open()) {
      Member author = membership.state().memberOf(one.proposal().device());
      if (one.act() instanceof Act.Office
          && proposals.holds(one)
          && author != null
          && author.id().equals(role.member())
          && (newest == null || one.proposal().time() > newest.proposal().time())) {
        newest = one;
      }
    }
    return newest == null
        ? null
        : new EntryBody.Role(role.member(), EntryBody.Role.STEWARD, newest.signed().encode());
  }

  /** Every approval that somebody gave and that may still count. */
  List<SignedApproval> approvals() {
    List<SignedApproval> all = new ArrayList<>();
    for (Proposals.Open one : proposals.open()) {
      SignedApproval approval = approval(one);
      if (approval != null) {
        all.add(approval);
      }
    }
    return all;
  }

  /** The approval in a proposal, or null. */
  static @Nullable SignedApproval approval(Proposals.Open one) {
    try {
      return one.act() instanceof Act.GiveApproval given
          ? SignedApproval.decode(given.approval())
          : null;
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /** Whether the own voice counts for nothing here: it would be the own removal or demotion. */
  boolean isBlocked(EntryBody body) {
    return names(body, device.keys().member());
  }

  private static boolean names(EntryBody body, MemberId member) {
    return switch (body) {
      case EntryBody.Remove remove -> remove.members().contains(member);
      case EntryBody.Role role ->
          role.member().equals(member) && role.role() == EntryBody.Role.MEMBER;
      default -> false;
    };
  }

  /** The device that would sign: this one, or where it can't, another steward's. */
  private DeviceId signer(EntryBody body) {
    if (!membership.amSteward() || isBlocked(body)) {
      for (Member steward : membership.state().stewards()) {
        Member.Office office = steward.office();
        if (office != null && !names(body, steward.id())) {
          return office.device();
        }
      }
    }
    return device.keys().device();
  }

  /** How an entry would fare if this device, or where it can't another steward's, signed it now. */
  Prospect prospect(EntryBody body) {
    return prospects.computeIfAbsent(
        id(body),
        key ->
            Prospect.of(
                device.sealer, membership.state(), signer(body), device.now(), body, approvals()));
  }

  /** Something changed on which prospects stand. */
  void changed() {
    prospects.clear();
  }
}
