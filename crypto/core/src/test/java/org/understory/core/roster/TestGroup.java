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
    return new Invite(Invite.idOf(sealer, dropKey), dropKey, requestKey, key(), now + HOUR, 1, 1);
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
    RosterAuthor author = author();
    SignedEntry entry = author.append(add);
    epoch = epoch.step(sealer, entry.hash(sealer));
    author.epoch(epoch);
    take(author);
  }

  /** Invites and adds somebody. */
  public DeviceKeySet joined() {
    DeviceKeySet device = device();
    add(addOf(invited(), device));
    return device;
  }

  /** Commits REMOVE and EPOCH. */
  public void remove(MemberId member) {
    RosterAuthor author = author();
    author.append(Bodies.remove(member));
    epoch = EpochSecret.fresh(randomness, epoch.generation() + 1);
    author.epoch(epoch);
    take(author);
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
