package org.understory.core.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.understory.core.roster.EntryBody.Add;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.DeviceAdd;
import org.understory.core.roster.EntryBody.DeviceRevoke;
import org.understory.core.roster.EntryBody.InviteRevoke;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.EntryBody.Posters;
import org.understory.core.roster.EntryBody.RecoveryKey;
import org.understory.core.roster.EntryBody.Remove;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.roster.EntryBody.Role;
import org.understory.core.roster.EntryBody.Space;
import org.understory.core.roster.EntryBody.Succession;
import org.understory.core.roster.SignedRecovery.Recovery;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;

/**
 * A group that lives by dice: its founder, who always stays a steward, commits entries of every
 * kind, with all the approvals that its stewards would give.
 */
final class GeneratedGroup {
  private static final byte[] NONE = {};

  private final TestGroup group;
  private final Sequence dice;

  /** Devices of people other than the founder, gone ones too. */
  private final List<DeviceKeySet> devices = new ArrayList<>();

  private final List<byte[]> sheets = new ArrayList<>();
  private final List<SignedEntry> refused = new ArrayList<>();

  GeneratedGroup(long seed, Sequence dice) {
    this.group = TestGroup.founded(seed);
    this.dice = dice;
  }

  TestGroup group() {
    return group;
  }

  /** Entries of the founder that broke a rule since this was last asked. */
  List<SignedEntry> refused() {
    List<SignedEntry> since = List.copyOf(refused);
    refused.clear();
    return since;
  }

  /** One act that the group's state allows, or none where the dice name who can't. */
  void step() {
    switch (dice.below(20)) {
      case 0 -> group.invited();
      case 1 -> revokeInvite();
      case 2, 3, 4, 5 -> add();
      case 6 -> remove();
      case 7 -> promote();
      case 8 -> demote();
      case 9, 10 -> link();
      case 11 -> revokeDevice();
      case 12 -> recover();
      case 13 -> sheet();
      case 14 -> commit(policy());
      case 15 -> channel();
      case 16 -> posters();
      case 17 -> resolve();
      case 18 -> refresh();
      default -> commit(new Space("https://host" + dice.below(9) + ".example", group.space()));
    }
  }

  /** Somebody's device who is no active steward's office device. */
  DeviceKeySet outsider() {
    for (DeviceKeySet device : devices) {
      if (group.state().stewardOf(device.device()) == null) {
        return device;
      }
    }
    return group.device();
  }

  /** Approvals of which none may be cited. */
  List<byte[]> badApprovals(EntryBody body) {
    List<byte[]> bad = new ArrayList<>();
    bad.add(dice.below(3) == 0 ? group.key() : encoded(body, group.founder()));
    for (DeviceKeySet device : devices) {
      if (bad.size() < 3 && dice.below(2) == 0) {
        bad.add(encoded(body, device));
      }
    }
    return bad;
  }

  private byte[] encoded(EntryBody body, DeviceKeySet by) {
    return group.approvals(body, by).getFirst().encode();
  }

  /** A body that breaks its kind's rule in this state. */
  EntryBody brokenBody() {
    DeviceKeySet stranger = group.device();
    DeviceKeySet founder = group.founder();
    return switch (dice.below(18)) {
      case 0 -> Bodies.channel(group.channel(), group.key(), 0);
      case 1 -> Bodies.channel(group.logId(), group.key(), 1 + dice.below(4));
      case 2 -> new Policy(2, group.channel().bytes(), 0, 0, NONE);
      case 3 -> Bodies.remove(founder.member());
      case 4 -> Bodies.remove(stranger.member());
      case 5 -> group.addOf(group.key(), stranger);
      case 6 -> group.state().create();
      case 7 -> new Role(alone(founder, stranger).member(), Role.MEMBER, NONE);
      case 8 -> group.office(stranger, group.key());
      case 9 -> group.linking(stranger, stranger);
      case 10 -> group.linking(founder, stranger);
      case 11 ->
          new DeviceRevoke(
              founder.member(), List.of(alone(founder, stranger).device()), List.of(), NONE, NONE);
      case 12 -> new RecoveryKey(group.leave(founder));
      case 13 -> new Space("nowhere", group.space());
      case 14 -> new Posters(group.channel(), group.key(), List.of());
      case 15 ->
          new Succession(
              1, group.key(), List.of(group.leave(founder)), List.of(new byte[80]), List.of());
      case 16 ->
          new Resolve(
              1, group.key(), group.leave(founder), List.of(), List.of(), List.of(), 0, NONE);
      default -> Policy.of(2 + dice.below(7), 100_000);
    };
  }

  /** The first, where it is the only steward and may not go; else the second. */
  private DeviceKeySet alone(DeviceKeySet founder, DeviceKeySet stranger) {
    return group.state().stewardCount() == 1 ? founder : stranger;
  }

  /** Commits with every steward's approval; what the dice made impossible is void. */
  private boolean commit(EntryBody body) {
    SignedEntry alone = new Frankenstein(group).sew(body);
    try {
      if (dice.below(6) == 0 && isVoid(alone)) {
        refused.add(alone);
        return false;
      }
      group.commit(body, stewards());
      return true;
    } catch (BrokenRuleException broken) {
      refused.add(alone);
      return false;
    }
  }

  private boolean isVoid(SignedEntry entry) {
    return new Roster(group.sealer()).apply(group.state(), entry) instanceof Verdict.Void;
  }

  private DeviceKeySet[] stewards() {
    return devices.stream()
        .filter(device -> group.state().stewardOf(device.device()) != null)
        .toArray(DeviceKeySet[]::new);
  }

  private DeviceKeySet somebody() {
    return devices.isEmpty() ? group.device() : devices.get(dice.below(devices.size()));
  }

  private void revokeInvite() {
    for (RosterInvite invite : group.state().invites().values()) {
      if (invite.isOpenAt(group.now()) && dice.below(2) == 0) {
        commit(new InviteRevoke(List.of(invite.body().invite())));
        return;
      }
    }
  }

  private void add() {
    byte[] sheet = group.key();
    DeviceKeySet device = group.device();
    Add add = group.addOf(group.invited(), device);
    byte[] key = dice.below(2) == 0 ? NONE : publicKey(sheet);
    Add withSheet =
        new Add(add.inviteEntry(), add.requestHash(), add.device(), add.nameCommitment(), key);
    if (commit(withSheet)) {
      devices.add(device);
      sheets.add(sheet);
    }
  }

  private byte[] publicKey(byte[] seed) {
    return group.sealer().primitives().ed25519().publicKey(seed);
  }

  private void remove() {
    DeviceKeySet one = somebody();
    List<MemberId> members = new ArrayList<>(List.of(one.member()));
    MemberId another = somebody().member();
    if (!members.contains(another) && dice.below(2) == 0) {
      members.add(another);
    }
    boolean leaves = members.size() == 1 && dice.below(2) == 0;
    byte[] leave = leaves ? group.leave(one) : NONE;
    commit(new Remove(IdList.sorted(members), leave, !leaves && dice.below(2) == 0));
  }

  private void promote() {
    commit(group.office(somebody(), group.key()));
  }

  private void demote() {
    DeviceKeySet one = somebody();
    byte[] resign = dice.below(2) == 0 ? NONE : group.act(one, new Act.Resign());
    commit(new Role(one.member(), Role.MEMBER, resign));
  }

  private void link() {
    link(somebody(), new ArrayList<>());
  }

  private void link(DeviceKeySet parent, List<DeviceId> linked) {
    DeviceKeySet added = group.sibling(parent);
    if (commit(group.linking(parent, added))) {
      devices.add(added);
      linked.add(added.device());
    }
  }

  private void revokeDevice() {
    DeviceKeySet one = somebody();
    List<DeviceId> going = new ArrayList<>(List.of(one.device()));
    byte[] act =
        dice.below(2) == 0 ? NONE : group.act(one, new Act.DeviceRevoke(going, List.of(), NONE));
    if (dice.below(3) == 0) {
      link(one, dice.below(4) == 0 ? new ArrayList<>() : going);
    }
    commit(new DeviceRevoke(one.member(), IdList.sorted(going), List.of(), act, NONE));
  }

  private void recover() {
    if (sheets.isEmpty()) {
      return;
    }
    byte[] sheet = sheets.get(dice.below(sheets.size()));
    for (Member member : group.state().activeMembers()) {
      if (Arrays.equals(member.recoveryKey(), publicKey(sheet))) {
        byte[] next = group.key();
        DeviceKeySet back = group.siblingOf(member.id());
        Recovery asked =
            new Recovery(
                group.state().groupId(),
                group.publish(back),
                publicKey(next),
                group.now(),
                group.randomness().bytes(16));
        byte[] act = SignedRecovery.sign(group.sealer(), sheet, asked).encode();
        boolean announced = group.state().policies().value(Policies.RECOVERY_HOURS) > 0;
        if (commit(new DeviceAdd(NONE, asked.device(), act, asked.newRecoveryKey(), announced))
            && !announced) {
          devices.add(back);
          sheets.add(next);
        }
        return;
      }
    }
  }

  private void sheet() {
    DeviceKeySet one = somebody();
    byte[] sheet = group.key();
    byte[] key = dice.below(4) == 0 ? NONE : publicKey(sheet);
    if (commit(new RecoveryKey(group.act(one, new Act.RecoveryKey(key))))) {
      sheets.add(sheet);
    }
  }

  private Policy policy() {
    return switch (dice.below(8)) {
      case 0 -> Policy.of(Policies.APPROVALS, 1 + dice.below(5));
      case 1 -> Policy.of(Policies.LEASE_HOURS, 24 + dice.below(100));
      case 2 -> Policy.of(Policies.ABSENCE_DAYS, 3 + dice.below(50));
      case 3 -> Policy.of(Policies.ANSWER_DAYS, 1 + dice.below(50));
      case 4 -> Policy.of(Policies.DEVICE_VOICES, 1 + dice.below(2));
      case 5 -> Policy.of(Policies.RECOVERY_HOURS, dice.below(3));
      case 6 -> Policy.questions(dice.below(2) == 0 ? NONE : group.key());
      default -> Policy.timer(group.channel(), 5 + dice.below(1000));
    };
  }

  private void channel() {
    if (dice.below(2) == 0) {
      commit(Bodies.channel(group.logId(), group.key(), 0));
    } else {
      List<MemberId> posters = dice.below(2) == 0 ? List.of() : List.of(somebody().member());
      commit(new ChannelEntry(group.logId(), group.key(), 60, group.key(), posters));
    }
  }

  private void posters() {
    for (Channel channel : group.state().channels().values()) {
      if (channel.isAnnouncement()) {
        commit(new Posters(channel.id(), group.key(), List.of(somebody().member())));
        return;
      }
    }
  }

  private void refresh() {
    if (group.now() - group.state().epochTime() >= TestGroup.HOUR) {
      group.refresh();
    }
  }

  /** A steward other than the founder contradicted an entry of long ago. */
  private void resolve() {
    for (DeviceKeySet steward : stewards()) {
      Member.Office office =
          RosterState.existing(
              RosterState.existing(group.state().stewardOf(steward.device())).office());
      long seq = office.since() + 2 + dice.below(4);
      Roster roster = new Roster(group.sealer());
      if (seq <= group.state().seq()
          && roster.before(group.state(), seq).epochDue() == EpochDue.NONE) {
        RosterState fork = roster.before(group.state(), seq);
        Frankenstein rival = new Frankenstein(group).as(steward);
        rival.seq = seq;
        rival.prevHash = fork.head();
        byte[] loser = rival.sew(Bodies.channel(group.logId(), group.key(), 0)).bytes();
        List<MemberId> removed = dice.below(2) == 0 ? List.of() : List.of(somebody().member());
        commit(
            new Resolve(
                seq, fork.head(), loser, removed, List.of(), List.of(), dice.below(3), NONE));
        return;
      }
    }
  }

  /** The founder and every other steward fell silent, and two thirds of the others go on. */
  void succeed() {
    RosterState base = group.state();
    List<DeviceKeySet> plain = new ArrayList<>();
    List<MemberId> counted = new ArrayList<>();
    for (DeviceKeySet device : devices) {
      Member member = base.memberOf(device.device());
      if (member != null
          && base.deviceOf(device.device()) != null
          && !member.isActiveSteward()
          && !counted.contains(member.id())) {
        plain.add(device);
        counted.add(member.id());
      }
    }
    if (plain.size() >= 2) {
      plain.sort((a, b) -> IdList.compare(a.device().bytes(), b.device().bytes()));
      group.pass(8 * 24 * TestGroup.HOUR);
      List<byte[]> offices = new ArrayList<>();
      for (DeviceKeySet one : plain.subList(0, 2)) {
        offices.add(
            group.act(
                one, Act.Office.of(group.sealer(), base.groupId(), one.device(), group.key())));
      }
      List<byte[]> endorsers = new ArrayList<>();
      for (DeviceKeySet one : plain) {
        endorsers.add(endorsement(base, one, offices));
      }
      group.commitBy(
          plain.getFirst(), new Succession(base.seq(), base.head(), offices, endorsers, List.of()));
    }
  }

  private byte[] endorsement(RosterState base, DeviceKeySet by, List<byte[]> offices) {
    byte[] signature =
        group
            .sealer()
            .sign(
                by.signingSeed(),
                "succession",
                base.groupId().bytes(),
                Sealer.u64(base.seq()),
                base.head(),
                group.sealer().hash("offices", offices.toArray(byte[][]::new)));
    byte[] endorser = Arrays.copyOf(by.device().bytes(), 80);
    System.arraycopy(signature, 0, endorser, 16, 64);
    return endorser;
  }
}
