package org.understory.core;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.AccessEndedReason;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.MoveLogs;
import org.understory.wire.frame.OpenLogs;
import org.understory.wire.frame.Reason;
import org.understory.wire.id.LogId;

/**
 * The guarded logs of {@link FakeServer}: whose keys they are under, and which lies beside which.
 */
final class FakeGuardedLogs {
  private final FakeServer server;
  private final Map<LogId, byte[]> keys = new HashMap<>();
  private final Map<LogId, LogId> home = new HashMap<>();

  /** Public keys that a connection proved, each connection's own. */
  private final Map<FakeWire, Set<String>> proved = new HashMap<>();

  FakeGuardedLogs(FakeServer server) {
    this.server = server;
  }

  boolean guards(LogId log) {
    return keys.containsKey(log);
  }

  boolean isDurable(LogId log) {
    return log.equals(home.get(log));
  }

  void proves(FakeWire wire, byte[] key) {
    proved.computeIfAbsent(wire, w -> new HashSet<>()).add(Hex.of(key));
  }

  /** Whether a connection that proved the member key may use a log. */
  boolean opens(FakeWire wire, LogId log) {
    byte[] key = keys.get(log);
    return key == null || proved.getOrDefault(wire, Set.of()).contains(Hex.of(key));
  }

  Object open(OpenLogs open) {
    LogId durable =
        open.logs().stream().filter(LogKeys::durable).map(LogKeys::log).findFirst().orElseThrow();
    if (open.logs().stream().anyMatch(log -> server.logs.containsKey(log.log()))) {
      return Reason.NOT_ALLOWED;
    }
    for (LogKeys log : open.logs()) {
      server.log(log.log());
      keys.put(log.log(), log.postKey());
      home.put(log.log(), durable);
    }
    return new Done();
  }

  Object move(FakeWire by, MoveLogs move) {
    if (!isDurable(move.rosterLog()) || !opens(by, move.rosterLog())) {
      return Reason.NOT_ALLOWED;
    }
    List<LogEntry> chain = server.log(move.rosterLog());
    if (move.expectedPosition() != chain.size()) {
      return Reason.CONFLICT;
    }
    for (byte[] entry : move.entries()) {
      chain.add(new LogEntry(chain.size(), 0, entry, new byte[0], List.of()));
    }
    server.wires.forEach(FakeWire::flush);
    for (LogKeys log : move.logs()) {
      boolean same = Arrays.equals(keys.put(log.log(), log.postKey()), log.postKey());
      for (FakeWire wire : same ? List.<FakeWire>of() : server.wires) {
        if (!opens(wire, log.log()) && wire.subscribed.remove(log.log()) != null) {
          wire.push(new AccessEnded(AccessEndedReason.LOG_MOVED, log.log()));
        }
      }
    }
    return new Committed(move.expectedPosition());
  }
}
