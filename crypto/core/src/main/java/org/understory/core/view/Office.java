package org.understory.core.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the group is led: its rules, what waits for a decision, and how sure one can be of the
 * roster. Members are named by id in lower-case hexadecimal, times are milliseconds since 1970.
 *
 * @param lease null before there is a group
 * @param fork null while no two entries contradict each other
 * @param decided what others decided lately, so that nobody decides it twice
 * @param undos own decisions that have not left yet
 * @param succession null for stewards, and while the stewards are heard of
 */
public record Office(
    Policy policy,
    @Nullable Lease lease,
    @Nullable Fork fork,
    List<Decision> decisions,
    List<Decided> decided,
    List<Undo> undos,
    @Nullable Succession succession) {

  public Office {
    decisions = List.copyOf(decisions);
    decided = List.copyOf(decided);
    undos = List.copyOf(undos);
  }

  /** What a decision is about. Hosts know the words; hyphens for underlines. */
  public enum Kind {
    APPOINT,
    DEMOTE,
    REMOVE,
    FREEZE,
    UNFREEZE,
    POLICY,
    QUESTIONS,
    REVOKE_DEVICE,
    ADD_DEVICE,
    RECOVERY,
    MOVE_SERVER,
    RESOLVE,
    SUCCESSION,
    DELETE_GROUP,
    ADMIT,
    DECLINE,
    APPROVE
  }

  /** Whether the own voice is in; {@code BLOCKED}: it does not count here. */
  public enum OwnVoice {
    OPEN,
    GIVEN,
    BLOCKED
  }

  /** A voice. */
  public record Approval(String by, long at) {}

  /**
   * The group's rules (docs/decisions/0011, 7).
   *
   * @param approvals that a newcomer needs, 1 to 5
   * @param questions to newcomers; empty while there are none or their text is missing
   * @param voices that decisions about stewards take now
   */
  public record Policy(
      int approvals,
      int leaseHours,
      int absenceDays,
      int answersDays,
      int deviceVoices,
      int recoveryDelayHours,
      List<String> questions,
      int voices) {
    public Policy {
      questions = List.copyOf(questions);
    }

    @Override
    public String toString() {
      return "Office.Policy[approvals=" + approvals + "]";
    }
  }

  /** How fresh the stewards' word is. */
  public enum LeaseState {
    FRESH,
    ENDING,
    LAPSED
  }

  /**
   * What bounds how long a server can hide a removal (docs/decisions/0012, 1).
   *
   * @param until when it lapses, or lapsed
   * @param missing stewards whose word is missing or old
   * @param absent stewards who have been silent so long that they should be put out of office
   * @param goingOn the user has chosen to go on without
   * @param more a steward has signed a number that the server does not show
   */
  public record Lease(
      LeaseState state,
      long until,
      List<String> missing,
      List<String> absent,
      boolean goingOn,
      boolean more) {
    public Lease {
      missing = List.copyOf(missing);
      absent = List.copyOf(absent);
    }
  }

  /**
   * One side of a fork.
   *
   * @param by who signed what contradicts the own line
   * @param mine whether it is the own line
   * @param removes members that it takes away
   * @param adds how many it lets in
   */
  public record Branch(
      String id, List<String> by, long at, boolean mine, List<String> removes, int adds) {
    public Branch {
      by = List.copyOf(by);
      removes = List.copyOf(removes);
    }
  }

  /**
   * @param succession members have chosen other stewards elsewhere
   * @param canResolve whether the own voice counts in ending it
   */
  public record Fork(
      boolean succession, List<Branch> branches, boolean canResolve, boolean canMoveOver) {
    public Fork {
      branches = List.copyOf(branches);
    }
  }

  /**
   * A decision that needs more voices, or waits for its commit.
   *
   * @param about members
   * @param policy its number, else 0
   * @param text of questions, or an address
   * @param asksMe the own user is asked to accept an office
   * @param deciding its commit is on the way
   */
  public record Decision(
      String id,
      Kind kind,
      String by,
      long at,
      List<String> about,
      int policy,
      long value,
      String text,
      List<Approval> approvals,
      int needed,
      OwnVoice ownVoice,
      boolean asksMe,
      long expires,
      boolean deciding) {
    public Decision {
      about = List.copyOf(about);
      approvals = List.copyOf(approvals);
    }

    @Override
    public String toString() {
      return "Office.Decision[" + id + ", " + kind + "]";
    }
  }

  /** What somebody decided a moment ago. */
  public record Decided(String id, Kind kind, String by, long at, List<String> about) {
    public Decided {
      about = List.copyOf(about);
    }
  }

  /**
   * The stewards say nothing any more, and members may choose others (docs/decisions/0011, 9).
   *
   * @param heard when one of them signed last, as far as this device knows; 0: never
   * @param due from when on others can be chosen, if nothing is heard until then; 0: now
   * @param online on how many of the last seven days this device was connected
   * @param days how many of these it takes
   * @param needed how many voices it takes
   * @param members of how many
   * @param open whether the own voice can be given now
   * @param part whether this device has its part of the key that the server will want
   */
  public record Succession(
      long heard,
      long due,
      int online,
      int days,
      int needed,
      int members,
      boolean open,
      boolean part,
      List<Choice> choices) {
    public Succession {
      choices = List.copyOf(choices);
    }
  }

  /**
   * Who should become the stewards.
   *
   * @param agreed those of them who agree
   * @param voices who said yes
   * @param own whether the own voice is among them, or on its way
   * @param deciding this device is carrying it out
   */
  public record Choice(
      List<String> candidates,
      List<String> agreed,
      List<String> voices,
      String by,
      long at,
      boolean own,
      boolean deciding) {
    public Choice {
      candidates = List.copyOf(candidates);
      agreed = List.copyOf(agreed);
      voices = List.copyOf(voices);
    }
  }

  /** An own decision that can be taken back until it leaves. */
  public record Undo(String id, Kind kind, long until) {}

  @Override
  public String toString() {
    return "Office[" + decisions.size() + " decisions" + (fork == null ? "]" : ", fork]");
  }
}
