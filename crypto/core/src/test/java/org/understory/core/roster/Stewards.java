package org.understory.core.roster;

import java.util.ArrayList;
import java.util.List;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;

/** A group of three stewards and two plain members, and the branches that its line can take. */
public final class Stewards {
  private static final int GENERATION_STEP = 1;

  public final TestGroup group;
  public final DeviceKeySet s;
  public final DeviceKeySet t;
  public final DeviceKeySet e;
  public final DeviceKeySet m;
  public final DeviceKeySet n;
  private int timer = 60;

  public Stewards(long seed) {
    group = TestGroup.founded(seed);
    s = group.founder();
    t = group.joined();
    e = group.joined();
    m = group.joined();
    n = group.joined();
    Branch start = new Branch(group.state());
    start.appoint(s, t);
    start.appoint(s, e);
    group.entries().addAll(start.entries);
    group.pass(TestGroup.HOUR);
    base = start.state;
  }

  /** The state that branches part from. */
  public RosterState base;

  public Sealer sealer() {
    return group.sealer();
  }

  /** A branch that begins at the base. */
  public Branch branch() {
    return new Branch(base);
  }

  public static MemberId id(DeviceKeySet device) {
    return device.member();
  }

  /** Entries on top of a state, by anybody. */
  public final class Branch {
    public RosterState state;
    public final List<SignedEntry> entries = new ArrayList<>();

    private Branch(RosterState from) {
      state = from;
    }

    /** Another branch that begins where this one is now, with what led here. */
    public Branch further() {
      Branch next = new Branch(state);
      next.entries.addAll(entries);
      return next;
    }

    public SignedEntry first() {
      return entries.get(0);
    }

    public SignedEntry last() {
      return entries.get(entries.size() - 1);
    }

    /** An entry that takes nothing away from anybody. */
    public Branch note(DeviceKeySet by) {
      return entry(by, EntryBody.Policy.timer(group.channel(), timer++));
    }

    public Branch remove(DeviceKeySet by, DeviceKeySet gone, DeviceKeySet... approving) {
      return entry(by, Bodies.remove(gone.member()), approving);
    }

    public Branch demote(DeviceKeySet by, DeviceKeySet gone, DeviceKeySet... approving) {
      return entry(
          by, new EntryBody.Role(gone.member(), EntryBody.Role.MEMBER, new byte[0]), approving);
    }

    public Branch appoint(DeviceKeySet by, DeviceKeySet whom, DeviceKeySet... approving) {
      byte[] consent = office(whom);
      return entry(
          by, new EntryBody.Role(whom.member(), EntryBody.Role.STEWARD, consent), approving);
    }

    /** A member's canonical OFFICE, at the head. */
    public byte[] office(DeviceKeySet of) {
      return office(of, group.key());
    }

    /** The same with this seed of a steward access key. */
    byte[] office(DeviceKeySet of, byte[] stewardSeed) {
      Act.Office act = Act.Office.of(sealer(), state.groupId(), of.device(), stewardSeed);
      Proposal proposal =
          new Proposal(act, state.groupId(), of.device(), group.now(), state.seq(), state.head());
      return SignedProposal.sign(sealer(), of.signingSeed(), proposal).encode();
    }

    public Branch resolve(DeviceKeySet by, Resolve body, DeviceKeySet... approving) {
      return entry(by, body, approving);
    }

    /** Signs an entry of any kind, closes its epoch, and takes both in. */
    public Branch entry(DeviceKeySet by, EntryBody body, DeviceKeySet... approving) {
      List<SignedApproval> approvals = new ArrayList<>();
      for (DeviceKeySet one : approving) {
        approvals.add(approval(one, body));
      }
      RosterAuthor author = new RosterAuthor(sealer(), state, by, group.now());
      author.append(body, approvals);
      close(author);
      entries.addAll(author.entries());
      state = author.state();
      return this;
    }

    public SignedApproval approval(DeviceKeySet by, EntryBody body) {
      return SignedApproval.sign(
          sealer(), by.signingSeed(), Approval.of(sealer(), state, by.device(), body, group.now()));
    }

    private void close(RosterAuthor author) {
      RosterState now = author.state();
      if (now.epochDue() == EpochDue.NONE) {
        return;
      }
      boolean step = now.epochDue() == EpochDue.STEP;
      EpochSecret secret = EpochSecret.fresh(group.randomness(), EpochRules.dueGeneration(now));
      for (int i = 0; step && i < EpochRules.dueStep(now); i += GENERATION_STEP) {
        secret = secret.step(sealer(), now.head());
      }
      author.epoch(
          secret,
          now.isStewardSecretSpent()
              ? group.key()
              : RosterState.existing(now.epoch()).stewardSecretHash());
    }
  }
}
