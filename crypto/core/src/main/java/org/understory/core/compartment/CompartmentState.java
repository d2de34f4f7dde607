package org.understory.core.compartment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.IdList;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberDevice;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.Voices;

/**
 * A compartment as its applied entries say, at one head. A value: {@link CompartmentRoster} makes a
 * new one and leaves this one alone. Before CREATE ({@link #isEmpty}) it has no members.
 */
public final class CompartmentState {
  /** Two votes decide where so many keep it. */
  private static final int KEEPERS_FOR_TWO = 3;

  /** What must close the commit. */
  enum Due {
    NONE,
    /** The same generation, one step on: somebody came. */
    STEP,
    /** Fresh randomness: somebody went, or nobody was there before. */
    FRESH
  }

  /**
   * Who is in it.
   *
   * @param since the entry that brought the member in
   * @param keeperSince the entry since which it keeps the compartment without a break; -1: it
   *     doesn't
   * @param joined the first epoch that the member was given; null until it is closed
   */
  public record Person(
      MemberId id, long since, long keeperSince, org.understory.wire.id.@Nullable Epoch joined) {
    public boolean keeps() {
      return keeperSince >= 0;
    }

    Person keeping(long from) {
      return new Person(id, since, from, joined);
    }

    @Override
    public String toString() {
      return "Person[" + since + "]";
    }
  }

  final @Nullable GroupId expected;
  @Nullable GroupId id;
  CompartmentBody.@Nullable Create create;
  long seq = -1;
  long time;
  long groupSeq;
  Map<MemberId, Person> people = Map.of();
  int timer;
  int approvals = 1;
  int policyVersion;
  List<byte[]> hashes = List.of();
  CompartmentBody.@Nullable Epoch epoch;
  long epochTime;
  long epochGroupSeq = -1;
  Due due = Due.NONE;
  byte[] stepMadeBy = {};

  /** Approvals that entries of the last 14 days cited: they count no further time. */
  private List<Cited> cited = List.of();

  private record Cited(byte[] hash, long at) {}

  private CompartmentState(@Nullable GroupId expected) {
    this.expected = expected;
  }

  /** Before CREATE, of a compartment that is being founded. */
  public static CompartmentState empty() {
    return new CompartmentState(null);
  }

  /** Before CREATE, of a compartment whose id is known: no other's CREATE applies. */
  public static CompartmentState awaiting(GroupId compartment) {
    return new CompartmentState(compartment);
  }

  /** One to be changed before anybody sees it. */
  CompartmentState copy() {
    CompartmentState copy = new CompartmentState(expected);
    copy.id = id;
    copy.create = create;
    copy.seq = seq;
    copy.time = time;
    copy.groupSeq = groupSeq;
    copy.people = new LinkedHashMap<>(people);
    copy.timer = timer;
    copy.approvals = approvals;
    copy.policyVersion = policyVersion;
    copy.hashes = new ArrayList<>(hashes);
    copy.epoch = epoch;
    copy.epochTime = epochTime;
    copy.epochGroupSeq = epochGroupSeq;
    copy.due = due;
    copy.stepMadeBy = stepMadeBy;
    copy.cited = cited;
    return copy;
  }

  /** Notes approvals that an entry cited; not of a state that anybody has seen. */
  void cite(List<byte[]> hashes, long at) {
    List<Cited> now = new ArrayList<>();
    for (Cited one : cited) {
      if (at - one.at() <= Voices.MAX_AGE) {
        now.add(one);
      }
    }
    for (byte[] hash : hashes) {
      now.add(new Cited(hash, at));
    }
    cited = now;
  }

  /** Whether an entry of the 14 days before the head cited the approval with this hash. */
  boolean isCited(byte[] hash) {
    for (Cited one : cited) {
      if (Arrays.equals(one.hash(), hash)) {
        return true;
      }
    }
    return false;
  }

  public boolean isEmpty() {
    return create == null;
  }

  /** The compartment's id: the hash of its CREATE. */
  public GroupId id() {
    return required(id);
  }

  /** What CREATE said. */
  public CompartmentBody.Create create() {
    return required(create);
  }

  /** The number of the entry at the head; -1 before CREATE. */
  public long seq() {
    return seq;
  }

  /** The hash of the entry at the head, 32 bytes; empty before CREATE. */
  public byte[] head() {
    return hashes.isEmpty() ? new byte[0] : hashes.get(hashes.size() - 1).clone();
  }

  /** The hash of the applied entry with this number, or null. */
  public byte @Nullable [] hashAt(long number) {
    return number < 0 || number >= hashes.size() ? null : hashes.get((int) number).clone();
  }

  /** The time of the entry at the head, milliseconds. */
  public long time() {
    return time;
  }

  /** The number of the group's head that the entry at the head named. */
  public long groupSeq() {
    return groupSeq;
  }

  /** Everyone who is in it, in the order in which they came. */
  public Collection<Person> people() {
    return List.copyOf(people.values());
  }

  /** Who has this member id, or null when it is not in the compartment. */
  public @Nullable Person person(MemberId member) {
    return people.get(member);
  }

  public List<Person> keepers() {
    List<Person> keepers = new ArrayList<>();
    for (Person person : people.values()) {
      if (person.keeps()) {
        keepers.add(person);
      }
    }
    return keepers;
  }

  /** How many keepers decide about keepers: 2 of 3 or more, else 1. */
  public int threshold() {
    return keepers().size() >= KEEPERS_FOR_TWO ? 2 : 1;
  }

  /** How many keepers an ADD needs now. */
  public int approvalsNeeded() {
    return Math.min(approvals, keepers().size());
  }

  /** How many POLICY entries changed who decides: what approvals are bound to. */
  public int policyVersion() {
    return policyVersion;
  }

  /** Seconds until messages vanish; 0: off. */
  public int timer() {
    return timer;
  }

  /** The last EPOCH, or null before the first. */
  public CompartmentBody.@Nullable Epoch epoch() {
    return epoch;
  }

  /** Whether an EPOCH has to come before anything else. */
  public boolean isEpochDue() {
    return due != Due.NONE;
  }

  /** Whether the EPOCH that is due takes fresh randomness. */
  public boolean isFreshDue() {
    return due == Due.FRESH;
  }

  /** The hash of the entry that made the current step, 32 bytes; empty at step 0. */
  public byte[] stepMadeBy() {
    return stepMadeBy.clone();
  }

  /**
   * CP-8: who is in it and not in the group any more, or whether a device that had the current
   * secret is gone. Nothing is sent while this is so.
   */
  public boolean isStale(RosterState group) {
    return !gone(group).isEmpty() || lostDevice(group);
  }

  /** Those who are in it and not active in the group, rising. */
  public List<MemberId> gone(RosterState group) {
    List<MemberId> gone = new ArrayList<>();
    for (MemberId person : people.keySet()) {
      Member member = group.member(person);
      if (member == null || !member.isActive()) {
        gone.add(person);
      }
    }
    return IdList.sorted(gone);
  }

  /** Whether a device of somebody in it was taken away after the last EPOCH. */
  boolean lostDevice(RosterState group) {
    for (MemberId person : people.keySet()) {
      Member member = group.member(person);
      if (member != null && lostDevice(member)) {
        return true;
      }
    }
    return false;
  }

  private boolean lostDevice(Member member) {
    for (MemberDevice device : member.devices()) {
      if (device.revokedSeq() > epochGroupSeq) {
        return true;
      }
    }
    return false;
  }

  /** The group's head that the last EPOCH named: devices that came later were given its secret. */
  public long epochGroupSeq() {
    return epochGroupSeq;
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("there is no compartment before CREATE");
    }
    return value;
  }

  @Override
  public String toString() {
    return "CompartmentState[" + seq + "]";
  }
}
