package org.understory.core.roster;

/** The values of the policies that POLICY changes ({@code docs/protocol.md#policies}). */
public final class Policies {
  /** A channel's timer; its value is the channel's. */
  public static final int TIMER = 1;

  /** How many voices an ADD needs, unless there are fewer stewards. */
  public static final int APPROVALS = 2;

  /** For how many hours a lease counts. */
  public static final int LEASE_HOURS = 3;

  /** After how many days a silent steward is missed. */
  public static final int ABSENCE_DAYS = 4;

  /** For how many days a newcomer's answers are kept. */
  public static final int ANSWER_DAYS = 5;

  public static final int SUITE = 6;

  /** How many voices a DEVICE_ADD needs, unless there are fewer stewards. */
  public static final int DEVICE_VOICES = 7;

  /** For how many hours a recovery is announced before it counts. */
  public static final int RECOVERY_HOURS = 8;

  /** The questions to newcomers; its value is a commitment. */
  public static final int QUESTIONS = 9;

  /** What a channel's timer is locked to. */
  public static final int TIMER_RANGE = 10;

  private static final long[] LEAST = {0, 0, 1, 24, 3, 1, 0, 1, 0};
  private static final long[] MOST = {0, 0, 5, 720, 90, 90, Integer.MAX_VALUE, 2, 168};
  private static final long[] DEFAULTS = {0, 0, 1, 72, 14, 30, 0, 1, 0};

  private final long[] values;
  private final byte[] questions;
  private final int version;

  private Policies(long[] values, byte[] questions, int version) {
    this.values = values;
    this.questions = questions;
    this.version = version;
  }

  /** Those of a group that was founded with this suite. */
  static Policies of(int suite) {
    long[] values = DEFAULTS.clone();
    values[SUITE] = suite;
    return new Policies(values, new byte[0], 0);
  }

  /** Whether a value is within the bounds of one of the policies 2 to 8. */
  static boolean isWithinBounds(int policy, long value) {
    return value >= LEAST[policy] && value <= MOST[policy];
  }

  /** The value of one of the policies 2 to 8. */
  public long value(int policy) {
    if (policy < APPROVALS || policy > RECOVERY_HOURS) {
      throw new IllegalArgumentException("policy " + policy + " has no value");
    }
    return values[policy];
  }

  /** The commitment to the questions to newcomers, 32 bytes; empty: none. */
  public byte[] questions() {
    return questions.clone();
  }

  /** How many POLICY entries other than timers were applied: what approvals are bound to. */
  public int version() {
    return version;
  }

  /** After a POLICY other than a timer. */
  Policies with(EntryBody.Policy change) {
    if (change.policy() == QUESTIONS) {
      return new Policies(values, change.commitment(), version + 1);
    }
    if (change.policy() == TIMER_RANGE) {
      return new Policies(values, questions, version + 1); // the channel keeps it
    }
    long[] changed = values.clone();
    changed[change.policy()] = change.value();
    return new Policies(changed, questions, version + 1);
  }
}
