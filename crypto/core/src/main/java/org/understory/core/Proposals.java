package org.understory.core;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.EpochSeal;
import org.understory.core.deposit.ProposalSeal;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.core.roster.Proposal;
import org.understory.core.roster.ProposalCheck;
import org.understory.core.roster.ProposalRules;
import org.understory.core.roster.SignedProposal;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.core.sync.Purpose;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * The proposals log ({@code docs/protocol.md#proposals}): what devices want carried out, and
 * stewards' voices. Own proposals are posted again until they are carried out or void; those of
 * others are kept while they may be (PR-1 to PR-5). What takes access away from its own author's
 * member binds here at once (PR-6).
 */
final class Proposals {
  /** Open proposals that are kept of one device, and that this device makes. */
  static final int MOST_OPEN = 20;

  /** A clock may be ahead by this much. */
  private static final long CLOCK_SLACK_MILLIS = 5 * 60_000L;

  private static final String OWN = "go/";
  private static final String OPEN = "gp/";

  private final Device device;
  private final Membership membership;
  private final TreeMap<String, Open> open = new TreeMap<>();
  private boolean pruneDue = true;

  /**
   * A verified proposal that may still be carried out.
   *
   * @param id its hash in hexadecimal
   * @param seen when it came here, milliseconds
   */
  record Open(String id, SignedProposal signed, Proposal proposal, long seen) {
    byte[] hash() {
      return Hex.parse(id);
    }

    Act act() {
      return proposal.act();
    }
  }

  Proposals(Device device, Membership membership) {
    this.device = device;
    this.membership = membership;
  }

  void load() {
    for (byte[] row : List.copyOf(device.rows.scan(OPEN).values())) {
      long seen = Sealer.u64(row, 0);
      take(Arrays.copyOfRange(row, 8, row.length), seen);
    }
    cutOff();
  }

  /** Everything open, whoever made it; entries may not have what some of it stands on yet. */
  List<Open> open() {
    return List.copyOf(open.values());
  }

  @Nullable Open open(String id) {
    return open.get(id);
  }

  /** Whether it can be carried out on the roster as it is: what it stands on has been applied. */
  boolean holds(Open one) {
    return one.proposal().rosterSeq() <= membership.seq() && one.proposal().time() <= device.now();
  }

  boolean isOwn(Open one) {
    return one.proposal().device().equals(device.keys().device());
  }

  /** Whether this device may make another one. */
  boolean hasRoom() {
    return count(device.keys().device()) < MOST_OPEN;
  }

  /** Makes a proposal of this device and posts it until it is carried out or void. */
  Open post(Act act) {
    SignedProposal signed =
        SignedProposal.sign(
            device.sealer,
            device.keys().signingSeed(),
            new Proposal(
                act,
                device.facts.group(),
                device.keys().device(),
                device.now(),
                membership.seq(),
                membership.head()));
    String id = Hex.of(signed.hash(device.sealer));
    device.rows.put(OWN + id, new byte[16]);
    take(signed.encode(), device.now());
    cutOff();
    Open made = open.get(id);
    if (made == null) {
      throw new IllegalStateException("an own proposal does not hold");
    }
    return made;
  }

  /** Whether another device of its member has taken this one away. */
  boolean revokes(DeviceId id) {
    for (Open one : open.values()) {
      if (one.act() instanceof Act.DeviceRevoke revoke
          && holds(one)
          && membership.isOwn(one.proposal().device())
          && takesAway(one, revoke, id)) {
        return true;
      }
    }
    return false;
  }

  private boolean takesAway(Open one, Act.DeviceRevoke revoke, DeviceId id) {
    Member self = membership.self();
    return revoke.devices().contains(id)
        || (self != null && self.goingWith(revoke, one.proposal().rosterSeq()).contains(id));
  }

  /** Forgets a proposal: it was carried out, or its own device wants it no more. */
  void drop(String id) {
    open.remove(id);
    device.rows.delete(OPEN + id);
    device.rows.delete(OWN + id);
    device.changed();
  }

  /** The roster moved: what was carried out or became void goes. */
  void rosterMoved() {
    pruneDue = true;
  }

  /** Posts what is wanted and not in the log. */
  void pump() {
    pump(id -> true);
  }

  /** The same of those alone whose ids are let through. */
  void pump(Predicate<String> which) {
    EpochSecret secret = membership.secret();
    if (secret == null || device.greeting() == null) {
      return;
    }
    for (String key : List.copyOf(device.rows.scan(OWN).keySet())) {
      Open own = open.get(key.substring(OWN.length()));
      if (own == null) {
        device.rows.delete(key);
      } else if (isDue(key, secret)
          && which.test(own.id())
          && !device.outbox().holds(Purpose.PROPOSE, own.id())) {
        post(key, own, secret);
      }
    }
  }

  /** Not in the log under this epoch, or about to expire there. */
  private boolean isDue(String key, EpochSecret secret) {
    byte[] posted = device.rows.get(key);
    return posted == null
        || !Arrays.equals(Arrays.copyOfRange(posted, 8, 16), epochName(secret))
        || Sealer.u64(posted, 0) * 1000 <= device.serverNow();
  }

  private void post(String key, Open own, EpochSecret secret) {
    long expiry = device.expiry().cap(device.serverNow());
    byte[] posted = Arrays.copyOf(Sealer.u64(expiry), 16);
    System.arraycopy(epochName(secret), 0, posted, 8, 8);
    device.rows.put(key, posted);
    device
        .outbox()
        .add(
            Purpose.PROPOSE,
            own.id(),
            new Append(
                device.newWriteId(),
                LogId.PROPOSALS,
                expiry,
                ProposalSeal.seal(
                    device.sealer, secret, device.facts.space(), expiry, own.signed())));
  }

  private static byte[] epochName(EpochSecret secret) {
    return Sealer.u64(((long) secret.generation() << 32) | secret.step());
  }

  /** The epoch moved before it was taken: it is sealed again under the new one. */
  void postAgain(String id) {
    if (device.rows.has(OWN + id)) {
      device.rows.put(OWN + id, new byte[16]);
    }
  }

  // ---- what comes

  void entries(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      Epoch epoch = EpochSeal.epochOf(entry.body());
      EpochSecret secret =
          epoch == null ? null : device.epochs.secret(epoch.generation(), epoch.step());
      SignedProposal signed =
          secret == null
              ? null
              : ProposalSeal.open(
                  device.sealer, secret, device.facts.space(), entry.expiry(), entry.body());
      if (signed != null) {
        take(signed.encode(), device.now());
      }
    }
    cutOff();
  }

  private void take(byte[] bytes, long seen) {
    String id = Hex.of(device.sealer.hash(SignedProposal.TYPE, bytes));
    if (open.containsKey(id)) {
      return;
    }
    SignedProposal signed = decode(bytes);
    ProposalRules.Judged judged =
        ProposalRules.judge(
            device.sealer, membership.state(), device.now() + CLOCK_SLACK_MILLIS, bytes);
    Proposal proposal = judged.proposal();
    if (signed == null
        || proposal == null
        || isOver(proposal, judged.broken())
        || isWithdrawn(id, proposal)
        || count(proposal.device()) >= MOST_OPEN) {
      device.rows.delete(OPEN + id);
      return;
    }
    Open one = new Open(id, signed, proposal, seen);
    open.put(id, one);
    byte[] row = Arrays.copyOf(Sealer.u64(seen), 8 + bytes.length);
    System.arraycopy(bytes, 0, row, 8, bytes.length);
    device.rows.put(OPEN + id, row);
    if (proposal.act() instanceof Act.Withdraw withdraw) {
      Open named = open.get(Hex.of(withdraw.proposal()));
      if (named != null && isWithdrawn(named.id(), named.proposal())) {
        drop(named.id());
      }
    }
    device.changed();
  }

  private static @Nullable SignedProposal decode(byte[] bytes) {
    try {
      return SignedProposal.decode(bytes);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /** What stands on an entry that is still to come may hold later. */
  private boolean isOver(Proposal proposal, @Nullable ProposalCheck broken) {
    boolean ahead = broken == ProposalCheck.LINE && proposal.rosterSeq() > membership.seq();
    return broken != null && !ahead;
  }

  /**
   * Whether its member has taken it back; an office is refused by the member whom it is offered.
   * What takes the own access away can't be taken back: a thief would.
   */
  private boolean isWithdrawn(String id, Proposal proposal) {
    Act act = proposal.act();
    if (act instanceof Act.Leave || act instanceof Act.DeviceRevoke) {
      return false;
    }
    Member author = membership.state().memberOf(proposal.device());
    for (Open other : open.values()) {
      if (other.act() instanceof Act.Withdraw withdraw && Hex.of(withdraw.proposal()).equals(id)) {
        Member by = membership.state().memberOf(other.proposal().device());
        boolean own = by != null && author != null && by.id().equals(author.id());
        if (by != null && (own || Offices.isOfferTo(by.id(), act))) {
          return true;
        }
      }
    }
    return false;
  }

  private int count(DeviceId author) {
    int count = 0;
    for (Open one : open.values()) {
      count += one.proposal().device().equals(author) ? 1 : 0;
    }
    return count;
  }

  /** Forgets what is over, where the roster has moved. */
  void prune() {
    if (!pruneDue) {
      return;
    }
    pruneDue = false;
    for (Open one : open()) {
      ProposalCheck broken =
          ProposalRules.judge(
              device.sealer,
              membership.state(),
              device.now() + CLOCK_SLACK_MILLIS,
              one.signed(),
              one.proposal());
      boolean done =
          one.act() instanceof Act.SetSignature set && set.version() <= membership.setVersion();
      if (done || isOver(one.proposal(), broken)) {
        drop(one.id());
      }
    }
    cutOff();
  }

  /** Devices whose own members have taken their access away, though no entry says so yet. */
  private void cutOff() {
    Set<DeviceId> cut = new HashSet<>();
    for (Open one : open.values()) {
      Member member = membership.state().memberOf(one.proposal().device());
      if (member == null || !holds(one)) {
        continue;
      }
      if (one.act() instanceof Act.Leave) {
        for (DeviceKeys keys : member.activeDevices()) {
          cut.add(keys.device());
        }
      } else if (one.act() instanceof Act.DeviceRevoke revoke) {
        cut.addAll(member.goingWith(revoke, one.proposal().rosterSeq()));
      }
    }
    membership.cutOff(cut);
  }
}
