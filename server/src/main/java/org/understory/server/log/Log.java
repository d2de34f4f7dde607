package org.understory.server.log;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.retention.BucketKey;
import org.understory.server.write.WriteKey;
import org.understory.wire.frame.LogEntry;

/** What is written to logs and read from them. */
final class Log {
  private Log() {}

  /**
   * Something to append.
   *
   * @param key under which its answer is kept
   * @param expiry end of its bucket, seconds
   * @param body what it says, to whoever can read it
   */
  record Draft(WriteKey key, long expiry, byte[] body) {
    @Override
    public String toString() {
      return "Draft";
    }
  }

  /**
   * What came of a batch.
   *
   * @param positions of each draft, in order; null: not appended by this batch, because it was
   *     appended before or may not be
   * @param base the position of the first that was appended
   */
  record Outcome(List<@Nullable Long> positions, long base) {
    /** Nothing was appended. */
    static Outcome none(int drafts) {
      return new Outcome(Collections.nCopies(drafts, null), Long.MAX_VALUE);
    }
  }

  /**
   * A draft as it is stored.
   *
   * @param n where it stands among the drafts
   * @param key under which its answer is kept
   * @param place where it lies in its bucket
   * @param sealed its body, under the bucket's key
   */
  record Sealed(int n, WriteKey.Hidden key, BucketKey.Place place, byte[] sealed) {
    @Override
    public String toString() {
      return "Sealed";
    }
  }

  /**
   * By what right somebody appends.
   *
   * @param accessVersion the epoch whose member key was proved; {@link #KNOCK}: none is asked for;
   *     {@link #NO_MEMBER}: none was proved
   * @param logKeys keys of logs that were proved, 32 bytes each
   */
  record Right(long accessVersion, List<byte[]> logKeys) {
    static final long KNOCK = -1;
    static final long NO_MEMBER = -2;

    /** Whether it stands on more than keys of logs. */
    boolean isMembers() {
      return accessVersion != NO_MEMBER;
    }

    /** Whether both can stand for one statement. */
    boolean isSame(Right other) {
      if (accessVersion != other.accessVersion || logKeys.size() != other.logKeys.size()) {
        return false;
      }
      for (int i = 0; i < logKeys.size(); i++) {
        if (!Arrays.equals(logKeys.get(i), other.logKeys.get(i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return "Right";
    }
  }

  /**
   * Who may read a log, and how.
   *
   * @param no its number in the tables
   * @param head how many entries it had so far
   * @param readKey 32 bytes; null: members
   * @param guarded whether the key counts only beside the current member key
   * @param durable whether its entries do not expire
   */
  record Access(long no, long head, byte @Nullable [] readKey, boolean guarded, boolean durable) {
    @Override
    public String toString() {
      return "Access";
    }
  }

  /** How a log stands to who wants to append. */
  enum Standing {
    NO_SUCH,
    OTHER_EPOCH,
    OPEN
  }

  /**
   * A part of a log.
   *
   * @param entries in order, with gaps where some have expired
   * @param next the position to read on from
   * @param complete whether nothing is missing behind them
   */
  record Part(List<LogEntry> entries, long next, boolean complete) {
    @Override
    public String toString() {
      return "Part";
    }
  }
}
