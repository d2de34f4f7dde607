package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.understory.core.compartment.CompartmentBody;
import org.understory.core.compartment.CompartmentCodec;
import org.understory.core.compartment.CompartmentRoster;
import org.understory.core.compartment.CompartmentState;
import org.understory.core.compartment.CompartmentVerdict;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.MemberId;
import org.understory.wire.codec.InvalidWireException;

/**
 * Tells a device that was away that its member is in a compartment no more ({@code
 * docs/protocol.md#compartment-keys}). The log is closed to it; who is asked for the secret shows
 * it the entries up to the one that took its member out, and it believes them as it would the
 * log's.
 */
final class CompartmentEnds {
  private static final String OWED = "end/";

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final CompartmentRoster roster;

  CompartmentEnds(
      Device device, Membership membership, Sessions sessions, CompartmentRoster roster) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.roster = roster;
  }

  /** Whether a device's member was in it once, and is no more. */
  boolean concerns(Compartment one, DeviceKeys keys) {
    return one.state().person(keys.member()) == null && end(one, keys.member()) >= 0;
  }

  /** This device is to be shown the end. */
  void owe(Compartment one, DeviceId to) {
    device.rows.put(one.rows + OWED + to.hex(), new byte[] {1});
  }

  void pump(Compartment one) {
    String prefix = one.rows + OWED;
    for (String row : List.copyOf(device.rows.scan(prefix).keySet())) {
      DeviceKeys keys = membership.keysOf(DeviceId.of(Hex.parse(row.substring(prefix.length()))));
      if (keys == null || !concerns(one, keys)) {
        device.rows.delete(row);
      } else if (sessions.ready(List.of(keys))
          && !sessions.deposit(List.of(keys), notice(one, keys.member())).isEmpty()) {
        device.rows.delete(row);
      }
    }
  }

  /** The last entry that took a member out, by its place in the history; less than 0: none. */
  private static int end(Compartment one, MemberId member) {
    for (int at = one.history().size() - 1; at >= 0; at--) {
      if (one.history().get(at).entry().entry().body() instanceof CompartmentBody.Remove remove
          && remove.members().contains(member)) {
        return at;
      }
    }
    return -1;
  }

  /** As many entries before the end as fit: where the receiver's own begin is not known here. */
  private static PairwiseBody notice(Compartment one, MemberId member) {
    List<byte[]> entries = new ArrayList<>();
    int bytes = 0;
    for (int at = end(one, member); at >= 0; at--) {
      byte[] entry = one.history().get(at).entry().bytes();
      bytes += entry.length;
      if (bytes > PairwiseBody.CompartmentEnd.MAX_BYTES
          || entries.size() == PairwiseBody.CompartmentEnd.MOST_ENTRIES) {
        break;
      }
      entries.add(0, entry);
    }
    return new PairwiseBody.CompartmentEnd(one.id(), entries);
  }

  /** Whether these entries, judged on top of those applied here, take the own member out. */
  boolean shows(Compartment one, List<byte[]> entries) {
    CompartmentState state = one.state();
    try {
      for (byte[] entry : entries) {
        boolean known =
            !state.isEmpty() && CompartmentCodec.decode(entry).entry().seq() <= state.seq();
        if (!known) {
          if (!(roster.apply(state, entry) instanceof CompartmentVerdict.Applied applied)) {
            return false;
          }
          state = applied.next();
        }
      }
    } catch (InvalidWireException e) {
      return false;
    }
    return !state.isEmpty() && state.person(device.keys().member()) == null;
  }
}
