package org.understory.core.roster;

import java.util.ArrayList;
import java.util.List;
import org.understory.core.roster.EntryBody.Add;
import org.understory.core.roster.EntryBody.Invite;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** A group with a founder, whose entries a test can go on from. The same in every run. */
public final class TestGroup {
  /** A moment in the year 2026, milliseconds. */
  public static final long START = 1_790_000_000_000L;

  public static final long HOUR = 3_600_000;

  private final Sequence randomness;
  private final Sealer sealer;
  private final SpaceId space;
  private final DeviceKeySet founder;
  private final List<SignedEntry> entries = new ArrayList<>();
  private RosterState state = RosterState.EMPTY;
  private EpochSecret epoch;
  private long now = START;

  /** A group that is not founded yet. */
  public TestGroup(long seed) {
    this.randomness = new Sequence(seed);
    this.sealer = new Sealer(BouncyCastlePrimitives.create(), randomness);
    this.space = SpaceId.of(randomness.bytes(16));
    this.founder = device();
    this.epoch = EpochSecret.fresh(randomness, 1);
  }

  /** A group right after its founding commit: CREATE, a channel, EPOCH. */
  public static TestGroup founded(long seed) {
    TestGroup group = new TestGroup(seed);
    RosterAuthor author = group.author();
    author.create(
        group.space,
        group.key(),
        group.name(NameKind.MEMBER, "Ada").commitment(group.sealer),
        group.name(NameKind.GROUP, "The Group").commitment(group.sealer),
        new byte[0]);
    byte[] general = group.name(NameKind.CHANNEL, "general").commitment(group.sealer).value();
    author.append(Bodies.channel(group.logId(), general, 604_800));
    author.epoch(group.epoch, group.key());
    group.take(author);
    return group;
  }

  public Sealer sealer() {
    return sealer;
  }

  public Sequence randomness() {
    return randomness;
  }

  public SpaceId space() {
    return space;
  }

  public DeviceKeySet founder() {
    return founder;
  }

  public RosterState state() {
    return state;
  }

  public EpochSecret epoch() {
    return epoch;
  }

  public List<SignedEntry> entries() {
    return entries;
  }

  public long now() {
    return now;
  }

  public void pass(long millis) {
    now += millis;
  }

  /** The founder, about to sign at the head. */
  public RosterAuthor author() {
    return new RosterAuthor(sealer, state, founder, now);
  }

  /** Takes what was authored as the group's. */
  public void take(RosterAuthor author) {
    entries.addAll(author.entries());
    state = author.state();
  }

  /** Fresh keys of somebody who is not in the group yet. */
  public DeviceKeySet device() {
    byte[] secret = key();
    byte[] point = sealer.primitives().x25519().publicKey(secret);
    byte[] identity = new byte[33];
    identity[0] = 5;
    System.arraycopy(point, 0, identity, 1, 32);
    return DeviceKeySet.fresh(sealer, new IdentityKeyPair(identity, secret));
  }

  /** The public halves, proven for this group. */
  public DeviceKeys publish(DeviceKeySet device) {
    return device.publish(sealer, state.groupId(), space);
  }

  /** An invite with a drop key of its own, good for an hour. */
  public Invite invite() {
    byte[] dropKey = sealer.primitives().ed25519().publicKey(key());
    byte[] requestKey = sealer.primitives().x25519().publicKey(key());
    return new Invite(
        Invite.idOf(sealer, dropKey),
        dropKey,
        requestKey,
        key(),
        now + HOUR,
        1,
        (int) state.policies().value(Policies.APPROVALS));
  }

  /** Commits an INVITE and gives the hash of its entry. */
  public byte[] invited() {
    return invited(invite());
  }

  /** Commits this INVITE and gives the hash of its entry. */
  public byte[] invited(Invite invite) {
    RosterAuthor author = author();
    SignedEntry entry = author.append(invite);
    take(author);
    return entry.hash(sealer);
  }

  /** What takes {@code device} in on this invite. */
  public Add addOf(byte[] inviteEntry, DeviceKeySet device) {
    return new Add(
        inviteEntry,
        key(),
        publish(device),
        name(NameKind.MEMBER, "Bo").commitment(sealer).value(),
        new byte[0]);
  }

  /** The LEAVE of this device's member, at the head. */
  public byte[] leave(DeviceKeySet leaving) {
    return act(leaving, new Act.Leave());
  }

  /** A proposal of this device, at the head: its canonical bytes. */
  public byte[] act(DeviceKeySet by, Act act) {
    Proposal proposal =
        new Proposal(act, state.groupId(), by.device(), now, state.seq(), state.head());
    return SignedProposal.sign(sealer, by.signingSeed(), proposal).encode();
  }

  /** Commits ADD and EPOCH. */
  public void add(Add add) {
    commit(add);
  }

  /** Commits an entry by the founder with these approvals, and the EPOCH that it makes due. */
  public SignedEntry commit(EntryBody body, DeviceKeySet... approvers) {
    return commitBy(founder, body, approvers);
  }

  /** The same by this device. */
  SignedEntry commitBy(DeviceKeySet by, EntryBody body, DeviceKeySet... approvers) {
    RosterAuthor author = new RosterAuthor(sealer, state, by, now);
    SignedEntry entry = author.append(body, approvals(body, approvers));
    close(author);
    take(author);
    return entry;
  }

  /** Approvals of this body at the head, in any order. */
  List<SignedApproval> approvals(EntryBody body, DeviceKeySet... approvers) {
    List<SignedApproval> approvals = new ArrayList<>();
    for (DeviceKeySet by : approvers) {
      approvals.add(
          SignedApproval.sign(
              sealer, by.signingSeed(), Approval.of(sealer, state, by.device(), body, now)));
    }
    return approvals;
  }

  /** Adds the EPOCH that is due, if one is. */
  void close(RosterAuthor author) {
    RosterState due = author.state();
    if (due.epochDue() != EpochDue.NONE) {
      epoch =
          due.epochDue() == EpochDue.STEP
              ? epoch.step(sealer, due.head())
              : EpochSecret.fresh(randomness, due.dueGeneration());
      if (due.isStewardSecretSpent()) {
        author.epoch(epoch, key());
      } else {
        author.epoch(epoch);
      }
    }
  }

  /** Commits an EPOCH that nothing made due. */
  void refresh() {
    RosterAuthor author = author();
    epoch = EpochSecret.fresh(randomness, EpochRules.dueGeneration(state));
    author.epoch(epoch);
    take(author);
  }

  /** What makes this device's member a steward, with this seed of a steward access key. */
  EntryBody.Role office(DeviceKeySet device, byte[] stewardSeed) {
    Act.Office office = Act.Office.of(sealer, state.groupId(), device.device(), stewardSeed);
    return new EntryBody.Role(device.member(), EntryBody.Role.STEWARD, act(device, office));
  }

  /** Makes a member a steward. */
  public void promote(DeviceKeySet device, DeviceKeySet... approvers) {
    commit(office(device, key()), approvers);
  }

  /** Commits an INVITE by a steward and gives the hash of its entry. */
  byte[] invitedBy(DeviceKeySet inviter) {
    return commitBy(inviter, invite()).hash(sealer);
  }

  /** Commits ADD and EPOCH by a steward. */
  void addBy(DeviceKeySet by, Add add, DeviceKeySet... approvers) {
    commitBy(by, add, approvers);
  }

  /** Somebody whom one steward invites and another one adds. */
  DeviceKeySet joinedBy(DeviceKeySet inviter, DeviceKeySet author) {
    DeviceKeySet device = device();
    addBy(author, addOf(invitedBy(inviter), device));
    return device;
  }

  /** Fresh keys of a further device of this device's member. */
  DeviceKeySet sibling(DeviceKeySet of) {
    return siblingOf(of.member());
  }

  /** Fresh keys of a further device of this member. */
  DeviceKeySet siblingOf(MemberId member) {
    DeviceKeySet fresh = device();
    return new DeviceKeySet(
        member,
        fresh.device(),
        fresh.mailbox(),
        fresh.identity(),
        fresh.signingSeed(),
        fresh.sealingPrivate(),
        fresh.ownerSeed());
  }

  /** What gives {@code parent}'s member another device. */
  EntryBody.DeviceAdd linking(DeviceKeySet parent, DeviceKeySet added) {
    DeviceKeys keys = publish(added);
    byte[] act = act(parent, new Act.DeviceAdd(keys));
    return new EntryBody.DeviceAdd(parent.device().bytes(), keys, act, new byte[0], false);
  }

  /** Commits DEVICE_ADD and EPOCH. */
  public DeviceKeySet linked(DeviceKeySet parent) {
    DeviceKeySet added = sibling(parent);
    commit(linking(parent, added));
    return added;
  }

  /** Invites, adds and promotes somebody. */
  public DeviceKeySet steward(DeviceKeySet... approvers) {
    DeviceKeySet device = joined();
    promote(device, approvers);
    return device;
  }

  /** Invites and adds somebody. */
  public DeviceKeySet joined() {
    DeviceKeySet device = device();
    add(addOf(invited(), device));
    return device;
  }

  /** Invites and adds somebody with a sheet of this seed. */
  DeviceKeySet joinedWithSheet(byte[] recoverySeed) {
    DeviceKeySet device = joined();
    setSheet(device, recoverySeed);
    return device;
  }

  /** Gives a member the sheet of this seed. */
  void setSheet(DeviceKeySet device, byte[] recoverySeed) {
    byte[] key = sealer.primitives().ed25519().publicKey(recoverySeed);
    commit(new EntryBody.RecoveryKey(act(device, new Act.RecoveryKey(key))));
  }

  /** Commits REMOVE and EPOCH. */
  public void remove(MemberId member, DeviceKeySet... approvers) {
    commit(Bodies.remove(member), approvers);
  }

  public byte[] key() {
    return randomness.bytes(32);
  }

  public LogId logId() {
    return LogId.of(randomness.bytes(16));
  }

  public Opening name(NameKind kind, String value) {
    return Opening.fresh(randomness, kind, value);
  }

  /** The first channel. */
  public LogId channel() {
    return state.channels().keySet().iterator().next();
  }

  /** The state after these entries, from nothing. */
  public RosterState replay(List<SignedEntry> log) {
    Roster roster = new Roster(sealer);
    RosterState replayed = RosterState.EMPTY;
    for (SignedEntry entry : log) {
      if (!(roster.apply(replayed, entry) instanceof Verdict.Applied applied)) {
        throw new AssertionError("an entry of the group does not apply");
      }
      replayed = applied.next();
    }
    return replayed;
  }
}
