package org.understory.core.roster;

import java.util.Arrays;
import java.util.List;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/**
 * What an entry says, one record a kind ({@code roster.proto}). Decoded or built, and not yet
 * judged: only {@link Roster#apply} says whether it holds.
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
   */
  record Create(
      byte[] nonce,
      int suite,
      SpaceId space,
      DeviceKeys founder,
      byte[] stewardKey,
      byte[] nameCommitment,
      byte[] groupNameCommitment)
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
   * @param approvals 1
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

  /**
   * Takes a newcomer in, as a plain member.
   *
   * @param inviteEntry 32 bytes, the hash of the INVITE entry
   * @param requestHash 32 bytes, of the join request ({@code docs/protocol.md#join-request})
   * @param nameCommitment 32 bytes, the newcomer's name
   */
  record Add(byte[] inviteEntry, byte[] requestHash, DeviceKeys device, byte[] nameCommitment)
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
   * Puts a member out.
   *
   * @param proposal 32 bytes, the hash of the LEAVE that this carries out, or empty
   */
  record Remove(MemberId member, byte[] proposal) implements EntryBody {
    @Override
    public EntryKind kind() {
      return EntryKind.REMOVE;
    }
  }

  /**
   * Opens a channel.
   *
   * @param channel its id and that of its log
   * @param nameCommitment 32 bytes, the channel's name
   * @param timer seconds until messages vanish; 0: off
   */
  record ChannelEntry(LogId channel, byte[] nameCommitment, int timer) implements EntryBody {
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
   * Changes a rule of the group.
   *
   * @param policy 1: a channel's timer
   * @param timer seconds until messages vanish; 0: off
   */
  record Policy(int policy, LogId channel, int timer) implements EntryBody {
    /** The number of the policy that sets a channel's timer. */
    public static final int CHANNEL_TIMER = 1;

    @Override
    public EntryKind kind() {
      return EntryKind.POLICY;
    }
  }

  /**
   * Closes a commit that moved the epoch, and names every access key of what follows.
   *
   * @param secretHash 32 bytes, of the epoch secret
   * @param memberKey 32 bytes, Ed25519: the member access key
   * @param stewardSetVersion the version of the steward set at the server
   * @param stewardKeys 32 bytes each, Ed25519, rising, distinct
   * @param threshold how many stewards change the steward set
   * @param rosterKeyGeneration of the roster key that seals this entry and what follows
   */
  record EpochEntry(
      int generation,
      int step,
      byte[] secretHash,
      byte[] memberKey,
      long stewardSetVersion,
      List<byte[]> stewardKeys,
      int threshold,
      int rosterKeyGeneration)
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
   * A kind that has a number and no rule yet. Always void.
   *
   * @param bytes 0 to 8192 bytes, not looked into
   */
  record Reserved(EntryKind kind, byte[] bytes) implements EntryBody {}
}
