package org.understory.core.roster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Add;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.EntryBody.Invite;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.EntryBody.Remove;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/**
 * Builds and signs the entries of one commit, each on top of the one before ({@code
 * docs/protocol.md#roster}).
 *
 * <p><b>Guarantees.</b> Every entry it returns holds: it was judged by {@link Roster#apply}, and
 * the next one builds on the state after it. What breaks a rule throws {@link BrokenRuleException}
 * and changes nothing.
 *
 * <p><b>Does not protect against</b> signing twice for one place: store the entries before upload
 * and repeat those very bytes while the outcome is unknown. Not thread-safe.
 */
public final class RosterAuthor {
  private final Sealer sealer;
  private final Roster roster;
  private final DeviceKeySet device;
  private final long time;
  private final List<SignedEntry> entries = new ArrayList<>();
  private RosterState state;

  /**
   * @param state the state at the head; {@link RosterState#EMPTY} to found a group
   * @param device whose signing key signs
   * @param now milliseconds; an entry's time is this or the head's time, whichever is later
   */
  public RosterAuthor(Sealer sealer, RosterState state, DeviceKeySet device, long now) {
    this.sealer = sealer;
    this.roster = new Roster(sealer);
    this.state = state;
    this.device = device;
    this.time = Math.max(now, state.time());
  }

  /** The state after the entries so far. */
  public RosterState state() {
    return state;
  }

  /** The entries so far, in order. */
  public List<SignedEntry> entries() {
    return List.copyOf(entries);
  }

  /**
   * CREATE, with this device as the founder's and a fresh nonce.
   *
   * @param stewardKey 32 bytes, the founder's steward access key
   */
  public SignedEntry create(
      SpaceId space, byte[] stewardKey, Commitment founderName, Commitment groupName) {
    return append(
        new Create(
            sealer.randomness().bytes(32),
            CreateRules.SUITE,
            space,
            device.publish(sealer, null, space),
            stewardKey,
            founderName.value(),
            groupName.value()));
  }

  /** INVITE. */
  public SignedEntry invite(Invite invite) {
    return append(invite);
  }

  /** ADD. Makes an EPOCH due, whose secret is the current one stepped by this entry's hash. */
  public SignedEntry add(Add add) {
    return append(add);
  }

  /** REMOVE. Makes an EPOCH due, with fresh randomness and the next roster key. */
  public SignedEntry remove(MemberId member) {
    return append(new Remove(member, new byte[0]));
  }

  /**
   * REMOVE that carries out a member's LEAVE.
   *
   * @param proposalHash 32 bytes, {@code H("proposal", SignedProposal)}
   */
  public SignedEntry removeLeaving(MemberId member, byte[] proposalHash) {
    return append(new Remove(member, proposalHash));
  }

  /** CHANNEL, with a timer in seconds; 0: off. */
  public SignedEntry channel(LogId channel, Commitment name, int timer) {
    return append(new ChannelEntry(channel, name.value(), timer));
  }

  /** POLICY of a channel's timer in seconds; 0: off. */
  public SignedEntry timer(LogId channel, int timer) {
    return append(new Policy(Policy.CHANNEL_TIMER, channel, timer));
  }

  /** EPOCH that closes this commit and leaves the steward set as it is. */
  public SignedEntry epoch(EpochSecret secret) {
    EpochEntry before = state.epoch();
    return before == null
        ? epoch(secret, 1, List.of(state.create().stewardKey()), 1)
        : epoch(secret, before.stewardSetVersion(), before.stewardKeys(), before.threshold());
  }

  /**
   * EPOCH that closes this commit and names a steward set.
   *
   * @param stewardKeys 32 bytes each, in any order
   */
  public SignedEntry epoch(
      EpochSecret secret, long stewardSetVersion, List<byte[]> stewardKeys, int threshold) {
    List<byte[]> rising = new ArrayList<>(stewardKeys);
    rising.sort(EpochRules::compare);
    return append(
        new EpochEntry(
            secret.generation(),
            secret.step(),
            secret.secretHash(sealer),
            secret.memberAccessKey(sealer, state.space()),
            stewardSetVersion,
            rising,
            threshold,
            rosterKeyGeneration()));
  }

  private int rosterKeyGeneration() {
    EpochEntry before = state.epoch();
    int current = before == null ? 1 : before.rosterKeyGeneration();
    return state.epochDue() == EpochDue.AFTER_REMOVE ? current + 1 : current;
  }

  private SignedEntry append(EntryBody body) {
    @Nullable GroupId group = state.isEmpty() ? null : state.groupId();
    Entry entry =
        new Entry(group, state.seq() + 1, state.head(), body, device.device(), time, List.of());
    SignedEntry signed = SignedEntry.sign(sealer, device.signingSeed(), entry);
    switch (roster.apply(state, signed)) {
      case Verdict.Applied applied -> state = applied.next();
      case Verdict.Void refused -> throw new BrokenRuleException(refused.check());
    }
    entries.add(signed);
    return signed;
  }

  @Override
  public String toString() {
    return "RosterAuthor[" + entries.size() + " entries]";
  }
}
