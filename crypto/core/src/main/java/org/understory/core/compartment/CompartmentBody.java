package org.understory.core.compartment;

import java.util.List;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.wire.id.LogId;

/**
 * What an entry of a compartment says, one record a kind ({@code compartment.proto}). Not yet
 * judged: only {@link CompartmentRoster#apply} says whether it holds.
 */
public sealed interface CompartmentBody {
  /** The kind's number on the wire: that of the same kind in a group's roster. */
  int kind();

  /**
   * Founds the compartment.
   *
   * @param nonce 32 random bytes, so that no two compartments have one id
   * @param group whose members are in it
   * @param log its content log
   * @param rosterLog the log that its chain lies in
   * @param members 2 to 128, rising; the founder's is one
   * @param keepers 2 to 8 of them, rising
   * @param timer seconds until messages vanish; 0: off
   * @param nameCommitment 32 bytes
   */
  record Create(
      byte[] nonce,
      GroupId group,
      LogId log,
      LogId rosterLog,
      List<MemberId> members,
      List<MemberId> keepers,
      int timer,
      byte[] nameCommitment)
      implements CompartmentBody {
    public Create {
      members = List.copyOf(members);
      keepers = List.copyOf(keepers);
    }

    @Override
    public int kind() {
      return 1;
    }
  }

  /**
   * Takes members of the group in; all in one step of the epoch.
   *
   * @param members 1 to 64, rising
   */
  record Add(List<MemberId> members) implements CompartmentBody {
    public Add {
      members = List.copyOf(members);
    }

    @Override
    public int kind() {
      return 3;
    }
  }

  /**
   * Puts members out, cleans up after those who left the group, or leaves.
   *
   * @param members 1 to 128, rising
   */
  record Remove(List<MemberId> members) implements CompartmentBody {
    public Remove {
      members = List.copyOf(members);
    }

    @Override
    public int kind() {
      return 4;
    }
  }

  /**
   * Makes a member a keeper, or a keeper a plain member.
   *
   * @param role 1 member, 2 keeper
   */
  record Role(MemberId member, int role) implements CompartmentBody {
    public static final int MEMBER = 1;
    public static final int KEEPER = 2;

    @Override
    public int kind() {
      return 5;
    }
  }

  /**
   * Changes a rule of the compartment.
   *
   * @param policy 1: the timer, in seconds; 2: how many keepers an ADD needs
   */
  record Policy(int policy, int value) implements CompartmentBody {
    public static final int TIMER = 1;
    public static final int APPROVALS = 2;

    @Override
    public int kind() {
      return 9;
    }
  }

  /**
   * Names the keys of what follows.
   *
   * @param secretHash 32 bytes, of the compartment's epoch secret
   * @param accessKey 32 bytes, Ed25519: proves to the server who reads and writes its logs
   * @param rosterKeyGeneration of the key that seals this entry and what follows
   */
  record Epoch(
      int generation, int step, byte[] secretHash, byte[] accessKey, int rosterKeyGeneration)
      implements CompartmentBody {
    @Override
    public int kind() {
      return 10;
    }

    /** Its place in the order of epochs. */
    public org.understory.wire.id.Epoch number() {
      return new org.understory.wire.id.Epoch(generation, step);
    }
  }
}
