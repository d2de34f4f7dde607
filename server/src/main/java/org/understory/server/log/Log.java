package org.understory.server.log;

import java.util.List;
import org.jspecify.annotations.Nullable;
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
  record Outcome(List<@Nullable Long> positions, long base) {}

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
   * @param head the position of the next entry to come
   * @param complete whether nothing is missing behind them
   */
  record Part(List<LogEntry> entries, long head, boolean complete) {
    @Override
    public String toString() {
      return "Part";
    }
  }
}
