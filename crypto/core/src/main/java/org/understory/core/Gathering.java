package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.understory.wire.SealedEntry;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.LogEntry;

/** The whole roster log, gathered while a welcome is to be held against it. */
final class Gathering {
  private final Parts parts;
  private final TreeMap<Long, SealedEntry> gathered = new TreeMap<>();
  private long head = -1;

  Gathering(Parts parts) {
    this.parts = parts;
  }

  void forget() {
    gathered.clear();
    head = -1;
  }

  /** The subscription told how many entries there are. */
  void head(long positions) {
    head = positions;
    verify();
  }

  /** Takes entries in; false when one is malformed, which no honest server sends. */
  boolean entries(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      try {
        gathered.put(entry.position(), SealedEntry.decode(entry.body()));
      } catch (InvalidWireException e) {
        return false;
      }
    }
    verify();
    return true;
  }

  private void verify() {
    if (head >= 0 && gathered.size() >= head) {
      parts.rosterLog.head(head);
      parts.arrival.verify(new ArrayList<>(gathered.values()));
    }
  }
}
