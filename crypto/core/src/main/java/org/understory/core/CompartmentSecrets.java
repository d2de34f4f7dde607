package org.understory.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.compartment.CompartmentBody;
import org.understory.core.compartment.CompartmentState;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.Commitment;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.RosterKeys;
import org.understory.core.seal.EpochSecret;

/**
 * Who is given a compartment's secret, and who is asked for it ({@code
 * docs/protocol.md#compartment-keys}). The author of an EPOCH gives it to every device that cannot
 * compute it; who lacks it asks the keepers, who answer devices of those who are in it alone.
 */
final class CompartmentSecrets {
  private static final String OWED = "g/";

  /** Who told of it, while no chain has confirmed it. */
  private static final String FROM = "by/";

  private static final int MOST_TELLERS = 4;
  private static final String ASKED = "a";
  private static final String ANSWERED = "cn/";
  private static final long ASK_AFTER_MILLIS = 5_000;
  private static final long ASK_AGAIN_MILLIS = 60_000;
  private static final long ANSWER_AGAIN_MILLIS = 45_000;

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final CompartmentEnds ends;

  CompartmentSecrets(
      Device device, Membership membership, Sessions sessions, CompartmentEnds ends) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.ends = ends;
  }

  /** An entry of the chain was applied: an EPOCH of our own is given to those who lack it. */
  void applied(Compartment one, Compartment.Applied applied) {
    if (applied.entry().entry().body() instanceof CompartmentBody.Epoch epoch
        && applied.entry().entry().actor().equals(device.keys().device())) {
      for (DeviceKeys other : one.others()) {
        CompartmentState.Person person = one.state().person(other.member());
        boolean fresh = person != null && epoch.number().equals(person.joined());
        if (epoch.step() == 0 || fresh) {
          owe(one, other.device());
        }
      }
    }
  }

  /** This device is to be given the current secret. */
  void owe(Compartment one, DeviceId to) {
    device.rows.put(one.rows + OWED + to.hex(), new byte[] {1});
  }

  /** CP-7: kept until the chain confirms it. */
  void came(Compartment one, DeviceId from, PairwiseBody.CompartmentSecret body) {
    String teller = one.rows + FROM + from.hex();
    if (one.state().isEmpty() && tellers(one).size() < MOST_TELLERS) {
      device.rows.put(teller, new byte[] {1});
    }
    one.epochs.offer(body.secret());
    one.keyring.offer(body.rosterKeyGeneration(), body.rosterKey());
    if (body.name() != null && body.name().kind() == NameKind.CHANNEL) {
      device.names.learn(body.name());
    }
    one.openEpoch();
  }

  /** How many compartments that no chain has confirmed yet this device told of. */
  int unconfirmedBy(DeviceId from, Collection<Compartment> all) {
    int count = 0;
    for (Compartment one : all) {
      count += tellers(one).contains(from) ? 1 : 0;
    }
    return count;
  }

  /** Who told of one that no chain has confirmed yet. */
  private List<DeviceId> tellers(Compartment one) {
    List<DeviceId> tellers = new ArrayList<>();
    if (!one.state().isEmpty()) {
      return tellers;
    }
    String prefix = one.rows + FROM;
    for (String key : device.rows.scan(prefix).keySet()) {
      tellers.add(DeviceId.of(Hex.parse(key.substring(prefix.length()))));
    }
    return tellers;
  }

  /** Who is in it is given the secret, who was is shown the end, anybody else gets no answer. */
  void asked(Compartment one, DeviceKeys by) {
    String key = one.rows + ANSWERED + by.device().hex();
    Backoff answered = Backoff.decode(device.rows.get(key));
    boolean in = one.isActive(by.device());
    if ((in || ends.concerns(one, by)) && answered.allows(device.now(), ANSWER_AGAIN_MILLIS)) {
      device.rows.put(key, answered.taken(device.now(), ANSWER_AGAIN_MILLIS).encode());
      if (in) {
        owe(one, by.device());
      } else {
        ends.owe(one, by.device());
      }
    }
  }

  void pump(Compartment one) {
    give(one);
    ends.pump(one);
    ask(one);
  }

  private void give(Compartment one) {
    List<DeviceKeys> targets = new ArrayList<>();
    for (String key : List.copyOf(device.rows.scan(one.rows + OWED).keySet())) {
      DeviceId to = DeviceId.of(Hex.parse(key.substring((one.rows + OWED).length())));
      DeviceKeys keys = one.isActive(to) ? membership.keysOf(to) : null;
      if (keys == null) {
        device.rows.delete(key);
      } else {
        targets.add(keys);
      }
    }
    PairwiseBody secret = targets.isEmpty() ? null : secretOf(one);
    if (secret != null && !one.isStale() && sessions.ready(targets)) {
      for (DeviceId reached : sessions.deposit(targets, secret)) {
        device.rows.delete(one.rows + OWED + reached.hex());
      }
    }
  }

  private @Nullable PairwiseBody secretOf(Compartment one) {
    EpochSecret secret = one.secret();
    CompartmentBody.Epoch epoch = one.state().epoch();
    RosterKeys keys = one.keyring.keys();
    byte[] rosterKey = epoch == null || keys == null ? null : keys.key(epoch.rosterKeyGeneration());
    if (secret == null || epoch == null || rosterKey == null) {
      return null;
    }
    return new PairwiseBody.CompartmentSecret(
        one.id(),
        secret,
        epoch.rosterKeyGeneration(),
        rosterKey,
        one.rosterLog,
        device.names.opening(
            new Commitment(NameKind.CHANNEL, one.state().create().nameCommitment())));
  }

  /** Asks the keepers while nothing here opens the logs. */
  private void ask(Compartment one) {
    String key = one.rows + ASKED;
    boolean in = one.amIn() || !tellers(one).isEmpty();
    if (!in || !one.link.isLocked()) {
      return;
    }
    if (device.rows.get(key) == null) {
      // Who moved the keys gives the new ones by itself: that is waited for first.
      long first = device.now() - ASK_AGAIN_MILLIS + ASK_AFTER_MILLIS;
      device.rows.put(key, new Backoff(1, first).encode());
      return;
    }
    Backoff asked = Backoff.decode(device.rows.get(key));
    List<DeviceKeys> keepers = askable(one);
    if (asked.allows(device.now(), ASK_AGAIN_MILLIS) && sessions.ready(keepers)) {
      sessions.deposit(keepers, new PairwiseBody.CompartmentAsk(one.id()));
      device.rows.put(key, asked.taken(device.now(), ASK_AGAIN_MILLIS).encode());
    }
  }

  /** Keepers and own other devices; before the chain was read, who told of it. */
  private List<DeviceKeys> askable(Compartment one) {
    List<DeviceKeys> askable = new ArrayList<>();
    for (DeviceId teller : tellers(one)) {
      DeviceKeys told = membership.keysOf(teller);
      if (told != null) {
        askable.add(told);
      }
    }
    for (DeviceKeys other : one.others()) {
      CompartmentState.Person person = one.state().person(other.member());
      boolean sibling = other.member().equals(device.keys().member());
      if (sibling || (person != null && person.keeps())) {
        askable.add(other);
      }
    }
    return askable;
  }

  /** The logs are open again. */
  void opened(Compartment one) {
    device.rows.delete(one.rows + ASKED);
  }
}
