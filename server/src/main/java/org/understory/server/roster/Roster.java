package org.understory.server.roster;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogMark;
import org.understory.wire.id.LogId;

/** How marks are kept: an id of 16 bytes and a position of 8, again and again. */
final class Roster {
  private static final int ID = 16;
  private static final int MARK = ID + Long.BYTES;

  private Roster() {}

  /**
   * A part of the roster.
   *
   * @param entries in order
   * @param head how many entries there are in all
   * @param complete whether nothing is missing behind them
   */
  record Part(List<LogEntry> entries, long head, boolean complete) {
    @Override
    public String toString() {
      return "Part";
    }
  }

  static byte[] encode(List<LogMark> marks) {
    ByteBuffer bytes = ByteBuffer.allocate(marks.size() * MARK);
    marks.forEach(mark -> bytes.put(mark.log().bytes()).putLong(mark.position()));
    return bytes.array();
  }

  static List<LogMark> decode(byte[] kept) {
    List<LogMark> marks = new ArrayList<>();
    for (int at = 0; at + MARK <= kept.length; at += MARK) {
      LogId log = LogId.of(Arrays.copyOfRange(kept, at, at + ID));
      marks.add(new LogMark(log, ByteBuffer.wrap(kept, at + ID, Long.BYTES).getLong()));
    }
    return marks;
  }
}
