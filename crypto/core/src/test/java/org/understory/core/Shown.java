package org.understory.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.understory.core.roster.RosterSeal;
import org.understory.core.roster.SignedEntry;
import org.understory.wire.SealedEntry;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.id.LogId;

/** Which roster entries reached a person and could be opened there, taken from the frames. */
final class Shown {
  private static final Map<Simulation.Person, Map<Long, Set<String>>> REACHED = new WeakHashMap<>();

  private Shown() {}

  /** Notes what a frame shows. */
  static void note(Simulation.Person person, byte[] frame) {
    try {
      ServerFrame decoded = FrameCodec.decodeServerFrame(frame);
      if (decoded instanceof LogEntries entries && entries.log().equals(LogId.ROSTER)) {
        for (LogEntry entry : entries.entries()) {
          REACHED
              .computeIfAbsent(person, p -> new HashMap<>())
              .computeIfAbsent(entry.position(), p -> new HashSet<>())
              .add(Hex.of(entry.body()));
        }
      }
    } catch (InvalidWireException e) {
      throw new AssertionError("a server sent what is no frame", e);
    }
  }

  /** Whether an entry reached a person at a position that it has read. */
  static boolean to(Simulation sim, Simulation.Person person, SignedEntry entry) {
    RosterLog log = person.client.parts().rosterLog;
    for (Map.Entry<Long, Set<String>> at : REACHED.getOrDefault(person, Map.of()).entrySet()) {
      for (String body : at.getKey() < log.next() ? at.getValue() : Set.<String>of()) {
        if (isIn(sim, log, person, Hex.parse(body), entry)) {
          return at.getValue().size() == 1; // of two for one position, only one was taken
        }
      }
    }
    return false;
  }

  private static boolean isIn(
      Simulation sim, RosterLog log, Simulation.Person person, byte[] body, SignedEntry entry) {
    try {
      byte[] opened =
          new RosterSeal(sim.sealer, person.client.device().facts.space())
              .open(log.keys(), SealedEntry.decode(body));
      return opened != null && java.util.Arrays.equals(opened, entry.bytes());
    } catch (InvalidWireException e) {
      return false;
    }
  }
}
