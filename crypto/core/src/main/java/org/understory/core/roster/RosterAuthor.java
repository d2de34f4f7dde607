package org.understory.core.roster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
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
   * @param recoveryKey 32 bytes, of the founder's sheet; empty: none
   */
  public SignedEntry create(
      SpaceId space,
      byte[] stewardKey,
      Commitment founderName,
      Commitment groupName,
      byte[] recoveryKey) {
    return append(
        new Create(
            sealer.randomness().bytes(32),
            CreateRules.SUITE,
            space,
            device.publish(sealer, null, space),
            stewardKey,
            founderName.value(),
            groupName.value(),
            recoveryKey));
  }

  /**
   * An entry of any kind but CREATE and EPOCH, for which one voice is enough.
   *
   * @throws BrokenRuleException when a rule, or the number of voices, forbids it
   */
  public SignedEntry append(EntryBody body) {
    return append(body, List.of());
  }

  /**
   * The same, citing as many approvals as it takes: of those that hold, one a member, the ones with
   * the lowest device ids (RC-87).
   *
   * @param approvals all that were collected for this very body
   */
  public SignedEntry append(EntryBody body, List<SignedApproval> approvals) {
    Entry bare = entry(body, List.of());
    Voices.Need need = state.isEmpty() ? Voices.Need.ONE : roster.need(state, bare);
    Voices voices = new Voices(sealer, state, bare);
    return sign(entry(body, voices.chosen(approvals, device.member(), need)));
  }

  /** EPOCH that closes this commit, or refreshes, and keeps what the stewards share. */
  public SignedEntry epoch(EpochSecret secret) {
    EpochEntry before = RosterState.existing(state.epoch());
    return epoch(secret, before.stewardSecretHash());
  }

  /** The same with other stewards' secrets; the rescue key stays. */
  public SignedEntry epoch(EpochSecret secret, byte[] stewardSecretHash) {
    EpochEntry before = state.epoch();
    return epoch(secret, stewardSecretHash, before == null ? new byte[0] : before.rescueKey());
  }

  /**
   * EPOCH that closes this commit, or refreshes.
   *
   * @param stewardSecretHash 32 bytes, {@code H("steward-secret", ss)}
   * @param rescueKey 32 bytes, Ed25519; empty: none
   */
  public SignedEntry epoch(EpochSecret secret, byte[] stewardSecretHash, byte[] rescueKey) {
    return append(
        new EpochEntry(
            secret.generation(),
            secret.step(),
            secret.secretHash(sealer),
            secret.memberAccessKey(sealer, state.space()),
            EpochRules.dueSetVersion(state, rescueKey),
            EpochRules.stewardKeys(state),
            state.threshold(),
            EpochRules.dueRosterKey(state),
            stewardSecretHash,
            rescueKey));
  }

  private Entry entry(EntryBody body, List<byte[]> approvals) {
    @Nullable GroupId group = state.isEmpty() ? null : state.groupId();
    return new Entry(group, state.seq() + 1, state.head(), body, device.device(), time, approvals);
  }

  private SignedEntry sign(Entry entry) {
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
