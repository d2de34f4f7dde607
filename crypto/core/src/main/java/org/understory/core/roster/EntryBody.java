package org.understory.core.roster;

import java.util.Arrays;
import java.util.List;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/**
 * What an entry says, one record a kind ({@code roster.proto}). Decoded or built, and not yet
 * judged: only {@link Roster#apply} says whether it holds. Lists of ids rise and hold nothing
 * twice; lengths and bounds are those of {@code roster.proto}.
 */
public sealed interface EntryBody {
  /** The kind that stands beside the body on the wire. */
  EntryKind kind();

  /** The commitments to names, in the order of their fields ({@code docs/protocol.md#items}). */
  default List<Commitment> commitments() {
    return List.of();
  }

  /**
   * Founds the group.
   *
   * @param nonce 32 random bytes, so that no two groups have one id
   * @param suite 1; 0 was never released
   * @param founder the first device; its proof names no group
   * @param stewardKey 32 bytes, Ed25519: the founder's steward access key
   * @param nameCommitment 32 bytes, the founder's name
   * @param groupNameCommitment 32 bytes, the group's name
   * @param recoveryKey 32 bytes, Ed25519, of the founder's sheet; empty: none
   */
  record Create(
      byte[] nonce,
      int suite,
      SpaceId space,
      DeviceKeys founder,
      byte[] stewardKey,
      byte[] nameCommitment,
      byte[] groupNameCommitment,
      byte[] recoveryKey)
      implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.CREATE;
    }

    @Override
    public List<Commitment> commitments() {
      return List.of(
          new Commitment(NameKind.MEMBER, nameCommitment),
          new Commitment(NameKind.GROUP, groupNameCommitment));
    }
  }

  /**
   * Opens the group to whoever holds the invite's secret.
   *
   * @param invite SHA-256 of the drop key, first 16 bytes
   * @param dropKey 32 bytes, Ed25519
   * @param requestKey 32 bytes, X25519: join requests are sealed to it
   * @param commit 32 bytes, a MAC under the invite's secret
   * @param notAfter milliseconds, the last moment at which an ADD may use it
   * @param maxUses 1
   * @param approvals how many voices the policy asked for when it was made
   */
  record Invite(
      InviteId invite,
      byte[] dropKey,
      byte[] requestKey,
      byte[] commit,
      long notAfter,
      int maxUses,
      int approvals)
      implements EntryBody {
    /** An invite's id, here and at the server: SHA-256 of its drop key, first 16 bytes. */
    public static InviteId idOf(Sealer sealer, byte[] dropKey) {
      return InviteId.of(Arrays.copyOf(sealer.primitives().digest().sha256(dropKey), 16));
    }

    @Override
    public EntryKind kind() {
      return EntryKind.INVITE;
    }
  }

  /** Shuts 1 to 64 invites that nobody used. */
  record InviteRevoke(List<InviteId> invites) implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.INVITE_REVOKE;
    }
  }

  /**
   * Takes a newcomer in, as a plain member.
   *
   * @param inviteEntry 32 bytes, the hash of the INVITE entry
   * @param requestHash 32 bytes, of the join request ({@code docs/protocol.md#join-request})
   * @param nameCommitment 32 bytes, the newcomer's name
   * @param recoveryKey 32 bytes, Ed25519, of the newcomer's sheet; empty: none
   */
  record Add(
      byte[] inviteEntry,
      byte[] requestHash,
      DeviceKeys device,
      byte[] nameCommitment,
      byte[] recoveryKey)
      implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.ADD;
    }

    @Override
    public List<Commitment> commitments() {
      return List.of(new Commitment(NameKind.MEMBER, nameCommitment));
    }
  }

  /**
   * Puts 1 to 128 members out.
   *
   * @param proposal the canonical {@link SignedProposal} LEAVE of the only member named, or empty
   * @param freeze whether they may be brought back as they were
   */
  record Remove(List<MemberId> members, byte[] proposal, boolean freeze) implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.REMOVE;
    }

    /** Whether it carries out a member's own LEAVE. */
    public boolean isLeave() {
      return proposal.length != 0;
    }
  }

  /**
   * Makes a member a steward, or a steward or frozen one a plain member.
   *
   * @param role {@link #MEMBER} or {@link #STEWARD}
   * @param consent the member's canonical {@link SignedProposal}: OFFICE to become steward, RESIGN
   *     or empty otherwise
   */
  record Role(MemberId member, int role, byte[] consent) implements EntryBody {
    public static final int MEMBER = 1;
    public static final int STEWARD = 2;

    @Override
    public EntryKind kind() {
      return EntryKind.ROLE;
    }
  }

  /**
   * Gives a member another device.
   *
   * @param parent 16 bytes, the device that linked it; empty: recovery by the member's sheet
   * @param act the parent's canonical {@link SignedProposal}, or a {@link SignedRecovery}
   * @param recoveryKey 32 bytes with recovery, the new sheet's; else empty
   * @param announced whether this only announces a recovery that has to wait
   */
  record DeviceAdd(
      byte[] parent, DeviceKeys device, byte[] act, byte[] recoveryKey, boolean announced)
      implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.DEVICE_ADD;
    }

    /** Whether a sheet, and no device, stands behind it. */
    public boolean isRecovery() {
      return parent.length == 0;
    }
  }

  /**
   * Takes devices of a member away.
   *
   * @param devices 0 to 5
   * @param kept 0 to 4, linked by one of {@code devices}, that stay
   * @param act a canonical {@link SignedProposal} by a device of the member, or empty
   * @param veto 32 bytes, hash of the announced recovery that is refused, or empty
   */
  record DeviceRevoke(
      MemberId member, List<DeviceId> devices, List<DeviceId> kept, byte[] act, byte[] veto)
      implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.DEVICE_REVOKE;
    }
  }

  /**
   * Opens a channel.
   *
   * @param channel its id and that of its log
   * @param nameCommitment 32 bytes, the channel's name
   * @param timer seconds until messages vanish; 0: off
   * @param postKey 32 bytes, Ed25519, of an announcement channel; empty: everyone writes
   * @param posters 0 to 64 members who may write there besides the stewards
   */
  record ChannelEntry(
      LogId channel, byte[] nameCommitment, int timer, byte[] postKey, List<MemberId> posters)
      implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.CHANNEL;
    }

    @Override
    public List<Commitment> commitments() {
      return List.of(new Commitment(NameKind.CHANNEL, nameCommitment));
    }
  }

  /**
   * Changes who may write in an announcement channel.
   *
   * @param postKey 32 bytes, Ed25519, fresh
   * @param posters 0 to 64
   */
  record Posters(LogId channel, byte[] postKey, List<MemberId> posters) implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.POSTERS;
    }
  }

  /**
   * Changes a rule of the group ({@link Policies}).
   *
   * @param channel 16 bytes with policies 1 and 10, else empty
   * @param timer with policy 1: seconds until messages vanish; 0: off. With 10: the shortest
   * @param value with policies 2 to 8; with 10: the longest timer, seconds
   * @param commitment with policy 9: 32 bytes, or empty for none
   */
  record Policy(int policy, byte[] channel, int timer, long value, byte[] commitment)
      implements EntryBody {
    /** A channel's timer. */
    public static Policy timer(LogId channel, int seconds) {
      return new Policy(Policies.TIMER, channel.bytes(), seconds, 0, new byte[0]);
    }

    /** One of the policies 2 to 8. */
    public static Policy of(int policy, long value) {
      return new Policy(policy, new byte[0], 0, value, new byte[0]);
    }

    /** The questions to newcomers; 32 bytes, or empty for none. */
    public static Policy questions(byte[] commitment) {
      return new Policy(Policies.QUESTIONS, new byte[0], 0, 0, commitment);
    }

    /** What the timer of a channel is locked to. */
    public static Policy range(LogId channel, int least, int most) {
      return new Policy(Policies.TIMER_RANGE, channel.bytes(), least, most, new byte[0]);
    }

    Channel.Range range() {
      return new Channel.Range(timer, (int) value);
    }

    /** Whether this is about the timer of that channel. */
    public boolean isAbout(LogId id) {
      return Arrays.equals(channel, id.bytes());
    }

    @Override
    public EntryKind kind() {
      return EntryKind.POLICY;
    }

    @Override
    public List<Commitment> commitments() {
      return commitment.length == 0
          ? List.of()
          : List.of(new Commitment(NameKind.QUESTIONS, commitment));
    }
  }

  /**
   * Closes a commit that moved the epoch, and names every access key of what follows.
   *
   * @param secretHash 32 bytes, of the epoch secret
   * @param memberKey 32 bytes, Ed25519: the member access key
   * @param stewardSetVersion the version of the steward set at the server
   * @param stewardKeys 32 bytes each, Ed25519, rising: those of the stewards
   * @param threshold how many stewards change the steward set
   * @param rosterKeyGeneration of the roster key that seals this entry and what follows
   * @param stewardSecretHash 32 bytes, of what the stewards share
   * @param rescueKey 32 bytes, Ed25519: what replaces the steward set when no steward is left;
   *     empty: none
   */
  record EpochEntry(
      int generation,
      int step,
      byte[] secretHash,
      byte[] memberKey,
      long stewardSetVersion,
      List<byte[]> stewardKeys,
      int threshold,
      int rosterKeyGeneration,
      byte[] stewardSecretHash,
      byte[] rescueKey)
      implements EntryBody {
    public EpochEntry {
      stewardKeys = List.copyOf(stewardKeys);
    }

    @Override
    public EntryKind kind() {
      return EntryKind.EPOCH;
    }
  }

  /**
   * Decides a fork for the line that it stands on.
   *
   * @param forkSeq number of the entries that contradict each other, at least 1
   * @param forkPrev 32 bytes, hash of the entry that both stand on
   * @param loser canonical {@link SignedEntry}, the first of the losing branch
   * @param removed members removed or frozen on the losing branch
   * @param revoked devices revoked there
   * @param demoted stewards put out of office there
   * @param generation highest generation of an EPOCH there; 0: none
   * @param over canonical {@link SignedEntry}, a RESOLVE there against this line; or empty
   */
  record Resolve(
      long forkSeq,
      byte[] forkPrev,
      byte[] loser,
      List<MemberId> removed,
      List<DeviceId> revoked,
      List<MemberId> demoted,
      int generation,
      byte[] over)
      implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.RESOLVE;
    }
  }

  /**
   * Two thirds of the plain members choose new stewards; one part of it.
   *
   * @param baseHead 32 bytes
   * @param offices 1 to 8 canonical {@link SignedProposal} OFFICE, by rising device id
   * @param endorsers 1 to 64 of 80 bytes, device id and signature, by rising device id
   * @param evidence 0 to 4 canonical {@link SignedEntry}; in the first part only
   */
  record Succession(
      long baseSeq,
      byte[] baseHead,
      List<byte[]> offices,
      List<byte[]> endorsers,
      List<byte[]> evidence)
      implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.SUCCESSION;
    }
  }

  /** Moves the group to another server; the space id stays as it is. */
  record Space(String origin, SpaceId space) implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.SPACE;
    }
  }

  /** Another sheet, or none: carries out a canonical {@link SignedProposal} RECOVERY_KEY. */
  record RecoveryKey(byte[] act) implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.RECOVERY_KEY;
    }
  }
}
